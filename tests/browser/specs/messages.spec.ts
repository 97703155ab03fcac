// Messages in the hands of a clerk: triage by key, opening on purpose, offline, a receipt, a write action.
import type { Page } from "@playwright/test";

import {
  asked,
  axeFindsNothing,
  expect,
  faults,
  signIn,
  test,
  watched,
  world,
  type Stage,
} from "./stage";

const SEARCHES = /\/dialogporten\/api\/v1\/enduser\/dialogs$/;
const OPENED = /\/dialogporten\/api\/v1\/enduser\/dialogs\/[0-9a-f-]+$/;

/** Goes to a folder of messages, and waits until the first fill and the poll after it have come to their end. */
async function folder(page: Page, stage: Stage, name: string): Promise<void> {
  await page.getByRole("link", { name: new RegExp(`^${name}`) }).click();
  await expect(page.getByRole("listbox", { name: new RegExp(`^${name}, `) })).toBeVisible();
  await expect(page.getByRole("option").first()).toBeVisible();
  await expect.poll(() => asked(stage, "GET", SEARCHES)).toBeGreaterThanOrEqual(2);
  let before = -1;
  await expect
    .poll(async () => {
      const last = before;
      before = await count(page, name);
      return before === last;
    })
    .toBe(true);
}

/** How many messages the list says that there are. */
async function count(page: Page, name: string): Promise<number> {
  const label = await page
    .getByRole("listbox", { name: new RegExp(`^${name}, `) })
    .getAttribute("aria-label");
  return Number(/(\d+) meldinger/.exec(label ?? "")?.[1] ?? Number.NaN);
}

/** Finds a message by its title and chooses it: the preview comes, nothing is opened. */
async function choose(page: Page, title: string): Promise<void> {
  await page.getByRole("button", { name: "Søk i meldinger" }).click();
  await page.getByRole("searchbox", { name: "Søk i meldinger" }).fill(title);
  await page.getByRole("option", { name: new RegExp(title) }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
}

async function labelled(stage: Stage, label: string): Promise<number> {
  const { dialogs } = await world(stage);
  return dialogs.filter(({ labels }) => labels.includes(label)).length;
}

test("ten letters are archived with ten keys, and undo brings the last one back", async ({
  page,
  stage,
}) => {
  await signIn(page, stage);
  await folder(page, stage, "Innboks");
  const before = await count(page, "Innboks");
  const archived = await labelled(stage, "Archive");
  await page.getByRole("listbox", { name: /^Innboks, / }).focus();
  for (let press = 0; press < 10; press++) {
    await page.keyboard.press("e");
    await expect.poll(() => count(page, "Innboks")).toBe(before - press - 1);
  }
  await expect.poll(() => labelled(stage, "Archive")).toBe(archived + 10);
  await page.keyboard.press("Control+z");
  await expect.poll(() => count(page, "Innboks")).toBe(before - 9);
  await expect.poll(() => labelled(stage, "Archive")).toBe(archived + 9);
  expect(await asked(stage, "GET", OPENED), "nothing was opened").toBe(0);
});

test("deadlines over all organisations are one activation away", async ({ page, stage }) => {
  await signIn(page, stage);
  await page.getByRole("link", { name: /^Frister/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Frister" })).toBeVisible();
  await expect(page.getByRole("option").first()).toBeVisible();
});

test("a letter is opened on purpose, once", async ({ page, stage }) => {
  await signIn(page, stage);
  await folder(page, stage, "Innboks");
  await choose(page, "Melding uten vedlegg");
  await expect(page.getByText(/Åpning loggføres hos Altinn/)).toBeVisible();
  expect(await asked(stage, "GET", OPENED)).toBe(0);
  await page.getByRole("button", { name: /^Åpne/ }).click();
  await expect(page.getByText("Dette er en")).toBeVisible();
  expect(await asked(stage, "GET", OPENED)).toBe(1);
});

test("receipt is confirmed after its consequence was said", async ({ page, stage }) => {
  await signIn(page, stage);
  await folder(page, stage, "Innboks");
  await choose(page, "Melding som må bekreftes");
  await page.getByRole("button", { name: /^Åpne/ }).click();
  await page.getByRole("button", { name: /Bekreft at meldingen er mottatt/ }).click();
  await expect(page.getByText(/bekreftelsen kan ikke trekkes tilbake/)).toBeVisible();
  await page.waitForTimeout(500);
  await page.getByRole("button", { name: "Bekreft mottak", exact: true }).click();
  await expect.poll(() => asked(stage, "POST", /\/confirm$/)).toBe(1);
  await expect(page.getByText(/Mottak er bekreftet/).first()).toBeVisible();
});

test("what is filed without a network is sent when it is back", async ({ page, stage }) => {
  await signIn(page, stage);
  await folder(page, stage, "Innboks");
  const before = await count(page, "Innboks");
  const archived = await labelled(stage, "Archive");
  await faults(stage, [{ path: "*", cut: "before" }]);
  await page.getByRole("listbox", { name: /^Innboks, / }).focus();
  await page.keyboard.press("e");
  await page.keyboard.press("e");
  await expect.poll(() => count(page, "Innboks")).toBe(before - 2);
  expect(await labelled(stage, "Archive")).toBe(archived);
  await faults(stage, []);
  // Nobody has to ask for it.
  await expect.poll(() => labelled(stage, "Archive"), { timeout: 60_000 }).toBe(archived + 2);
});

for (const scheme of ["light", "dark"] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });

    test("lists, a preview, a letter and deadlines: axe finds nothing", async ({ page, stage }) => {
      const refused = await watched(page);
      await signIn(page, stage);
      await folder(page, stage, "Innboks");
      await axeFindsNothing(page, "inbox");
      await choose(page, "Melding med tre vedlegg");
      await axeFindsNothing(page, "preview");
      await page.getByRole("button", { name: /^Åpne/ }).click();
      await expect(page.getByText("Vedleggene følger med.")).toBeVisible();
      await axeFindsNothing(page, "letter");
      for (const other of ["Arkiv", "Papirkurv", "Sendt", "Utkast"]) {
        await page.getByRole("link", { name: new RegExp(`^${other}`) }).click();
        await axeFindsNothing(page, other);
      }
      await page.getByRole("link", { name: /^Frister/ }).click();
      await expect(page.getByRole("option").first()).toBeVisible();
      await axeFindsNothing(page, "deadlines");
      expect(refused).toEqual([]);
    });
  });
}
