// The legal acts without a mouse: every step by key, the focus always somewhere, and seen.
import type { Page } from "@playwright/test";

import { expect, reach, seeded, seededChange, test, world, type Stage } from "./stage";

/** The confirming button passes over input for so long. */
const GUARD_MS = 400;

/** The row that the list's keys act on. */
function activeRow(page: Page, list: string) {
  return page.getByRole("listbox", { name: list }).evaluate((element) => {
    const id = element.getAttribute("aria-activedescendant");
    return id === null ? "" : (document.getElementById(id)?.textContent ?? "");
  });
}

/** Moves in a list until the row is meant. */
async function moveTo(page: Page, list: string, name: RegExp): Promise<void> {
  for (let press = 0; press < 40; press++) {
    if (name.test(await activeRow(page, list))) return;
    await page.keyboard.press("ArrowDown");
  }
  throw new Error(`no row ${name} in ${list}`);
}

async function signInByKey(page: Page, stage: Stage): Promise<void> {
  await page.goto(stage.url);
  await expect(page.getByRole("button", { name: "Fortsett som Kari Haugen" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("option", { name: /SmartCloud Faktura/ })).toBeVisible();
}

test("a request is approved by key alone, from the queue to its receipt and on", async ({
  page,
  stage,
}) => {
  await signInByKey(page, stage);
  const list = page.getByRole("listbox", { name: "Forespørsler" });
  await reach(page, "F6", list, 6);
  await moveTo(page, "Forespørsler", /SmartCloud Faktura/);
  await page.keyboard.press("Enter");
  const title = page.getByRole("heading", {
    level: 1,
    name: /vil la systemet «SmartCloud Faktura»/,
  });
  await expect(title).toBeFocused();

  await page.keyboard.press("Control+Enter");
  const confirm = page.getByRole("button", { name: "Godkjenn", exact: true });
  await expect(confirm).toBeFocused();
  await expect(page.locator(":focus-visible")).toHaveText("Godkjenn");
  // Esc goes back to the button that led here; the second way in is that button itself.
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Godkjenn …" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(confirm).toBeFocused();
  expect((await seeded(stage, "approvable")).status).toBe("New");

  await page.waitForTimeout(GUARD_MS + 100);
  await page.keyboard.press("Enter");
  await expect(
    page.getByRole("heading", { name: /SmartCloud Faktura har nå tilgang/ }),
  ).toBeVisible();
  expect((await seeded(stage, "approvable")).status).toBe("Accepted");
  await expect(page.locator(":focus")).toHaveCount(1);

  await page.keyboard.press("n");
  await expect(page.getByRole("heading", { level: 1, name: /vil la systemet/ })).toBeFocused();
});

test("a system access is withdrawn by key alone", async ({ page, stage }) => {
  await signInByKey(page, stage);
  await reach(page, "F6", page.getByRole("listbox", { name: "Forespørsler" }), 6);
  await page.keyboard.press("g");
  await page.keyboard.press("s");
  await expect(page.getByRole("heading", { level: 1, name: "Systemtilganger" })).toBeFocused();
  await reach(page, "F6", page.getByRole("listbox", { name: "Systemtilganger" }), 6);
  await moveTo(page, "Systemtilganger", /Oppdrag Bilag/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Oppdrag Bilag" })).toBeFocused();

  const held = async () =>
    (await world(stage)).systemUsers.filter(
      ({ title, deleted }) => title === "Oppdrag Bilag" && !deleted,
    );
  expect(await held()).toHaveLength(1);
  await reach(page, "Tab", page.getByRole("button", { name: "Trekk tilbake tilgangen" }), 120);
  await page.keyboard.press("Enter");
  const confirm = page.getByRole("button", { name: "Trekk tilbake", exact: true });
  await expect(confirm).toBeFocused();
  await page.waitForTimeout(GUARD_MS + 100);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: /Oppdrag Bilag/ })).toBeVisible();
  await expect(
    page.getByRole("status").filter({ hasText: "Trukket tilbake: Oppdrag Bilag" }),
  ).toBeVisible();
  expect(await held()).toEqual([]);

  await page.getByRole("link", { name: "Systemtilganger" }).click();
  await expect(page.getByRole("option", { name: /Oppdrag Bilag/ })).toHaveCount(0);
});

test("two keys lead on from a list, also where the second alone moves in it", async ({
  page,
  stage,
}) => {
  await signInByKey(page, stage);
  await reach(page, "F6", page.getByRole("listbox", { name: "Forespørsler" }), 6);
  await page.keyboard.press("ArrowDown");
  const row = await activeRow(page, "Forespørsler");
  await page.keyboard.press("k");
  expect(await activeRow(page, "Forespørsler")).not.toBe(row);
  await page.keyboard.press("g");
  await page.keyboard.press("k");
  await expect(page.getByRole("heading", { level: 1, name: "Klienter" })).toBeFocused();
});

test("a rejection can be taken back by key within its ten seconds", async ({ page, stage }) => {
  await signInByKey(page, stage);
  await reach(page, "F6", page.getByRole("listbox", { name: "Forespørsler" }), 6);
  await moveTo(page, "Forespørsler", /SmartCloud Faktura/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: /SmartCloud Faktura/ })).toBeFocused();
  await reach(page, "Tab", page.getByRole("button", { name: "Avvis", exact: true }), 120);
  await page.keyboard.press("Enter");
  await expect(page.getByText(/^Avvises om/).first()).toBeVisible();
  await expect(page.locator(":focus")).toHaveCount(1);
  await page.keyboard.press("Control+z");
  await expect(page.getByRole("button", { name: "Godkjenn …" })).toBeVisible();
  await expect(page.getByText("Avvisningen er angret. Ingenting ble sendt.")).toBeVisible();
  expect((await seeded(stage, "approvable")).status).toBe("New");
});

/** Presses Enter on the confirming button once it takes input. */
async function confirmByKey(page: Page, name: string): Promise<void> {
  await expect(page.getByRole("button", { name, exact: true })).toBeFocused();
  await page.waitForTimeout(GUARD_MS + 100);
  await page.keyboard.press("Enter");
}

test("a change is found by its link in the palette, and approved by key alone", async ({
  page,
  stage,
}) => {
  const change = await seededChange(stage, "change-mixed");
  await signInByKey(page, stage);
  await page.keyboard.press("Control+k");
  await page.keyboard.insertText(change.confirmUrl);
  await expect(page.getByRole("option", { name: /^Lenke fra Altinn/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(
    page.getByRole("heading", { level: 1, name: /vil endre hva «Oppdrag Bilag» kan gjøre/ }),
  ).toBeFocused();
  await page.keyboard.press("Control+Enter");
  await confirmByKey(page, "Godkjenn");
  await expect(
    page.getByRole("heading", { level: 1, name: /Oppdrag Bilag er endret for/ }),
  ).toBeFocused();
  expect((await seededChange(stage, "change-mixed")).status).toBe("Accepted");
});

test("a system is set up by key alone", async ({ page, stage }) => {
  await signInByKey(page, stage);
  await page.keyboard.press("Control+k");
  await page.keyboard.insertText("Ny systemtilgang");
  await expect(page.getByRole("option", { name: /^Ny systemtilgang/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.locator(":focus")).toHaveCount(1);
  await reach(page, "Tab", page.getByRole("listbox", { name: "Virksomheter, " }), 20);
  await moveTo(page, "Virksomheter, ", /^Fjord Snekkeri AS,/);
  await page.keyboard.press("Enter");
  await reach(page, "Tab", page.getByRole("searchbox", { name: /^Søk i/ }), 40);
  await page.keyboard.insertText("Oppdrag Bilag");
  await reach(page, "Tab", page.getByRole("button", { name: /Oppdrag Bilag/ }).first(), 40);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Dette får systemet gjøre" })).toBeVisible();
  await reach(page, "Tab", page.getByRole("button", { name: "Opprett …" }), 120);
  await page.keyboard.press("Enter");
  await confirmByKey(page, "Opprett");
  await expect(page.getByRole("heading", { level: 1, name: /er opprettet for/ })).toBeFocused();
});

test("a move is begun by key alone", async ({ page, stage }) => {
  await signInByKey(page, stage);
  await reach(page, "F6", page.getByRole("listbox", { name: "Forespørsler" }), 6);
  await page.keyboard.press("g");
  await page.keyboard.press("s");
  await reach(page, "F6", page.getByRole("listbox", { name: "Systemtilganger" }), 6);
  await moveTo(page, "Systemtilganger", /Oppdrag Bilag/);
  await page.keyboard.press("Enter");
  await reach(page, "Tab", page.getByRole("link", { name: "Flytt til et annet system" }), 120);
  await page.keyboard.press("Enter");
  await reach(page, "Tab", page.getByRole("radio").first(), 60);
  const target = page.getByRole("radio", { name: /SmartCloud Faktura/ }).first();
  await page.keyboard.press("Space");
  await reach(page, "ArrowDown", target, 20);
  await expect(target).toBeChecked();
  await reach(page, "Tab", page.getByRole("button", { name: "Begynn flyttingen" }), 60);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("listitem").filter({ hasText: "Ny tilgang" })).toHaveAttribute(
    "aria-current",
    "step",
  );
  await expect(page.locator(":focus")).toHaveCount(1);
});
