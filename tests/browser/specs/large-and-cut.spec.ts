// Messages when they are large, and when the network goes: nothing stops, nothing is lost, each is said in words.
import { choose, count, folder, labelled, OPENED } from "./inbox";
import { asked, entitled, expect, faults, signIn, test } from "./stage";

test("a message with twenty thousand letters in it opens, and is read at its last", async ({
  page,
  stage,
}) => {
  await entitled(stage, "many-transmissions", "Sak med lang historie");
  await signIn(page, stage);
  await folder(page, stage, "Innboks");
  await choose(page, "Sak med lang historie");
  await page.getByRole("button", { name: /^Åpne/ }).click();
  await page.getByText(/^20.000 forsendelser/).click();
  const letters = page.getByRole("region", { name: /^20.000 forsendelser/ });
  await expect(letters.getByRole("listitem").first()).toBeVisible();
  const drawn: number[] = [];
  for (const part of [0.25, 0.5, 0.75, 1]) {
    await letters.evaluate((box, part) => {
      box.scrollTop = box.scrollHeight * part;
    }, part);
    const there = letters.locator(`[aria-setsize="20000"]`);
    await expect
      .poll(async () => Number(await there.last().getAttribute("aria-posinset")))
      .toBeGreaterThan(20_000 * part - 500);
    await expect(there.last().getByRole("article")).toBeVisible();
    drawn.push(await there.count());
  }
  // Measured rows move the end: it is gone to until it stays.
  const last = letters.locator(`[aria-posinset="20000"]`);
  await expect(async () => {
    await letters.evaluate((box) => {
      box.scrollTop = box.scrollHeight;
    });
    await expect(last.getByRole("article")).toBeVisible({ timeout: 500 });
  }).toPass();
  expect(Math.max(...drawn), "only what is in sight is in the page").toBeLessThan(30);
  expect(await asked(stage, "GET", OPENED), "opened once, however far it is read").toBe(1);
});

test("the network goes in the reader: said, the row stays, and the next try opens", async ({
  page,
  stage,
}) => {
  await signIn(page, stage);
  await folder(page, stage, "Innboks");
  await choose(page, "Melding uten vedlegg");
  await faults(stage, [{ path: "/dialogporten/api/v1/enduser/dialogs/*", cut: "inside" }]);
  await page.getByRole("button", { name: /^Åpne/ }).click();
  await expect(page.getByRole("alert")).toContainText("Altinn virker ikke akkurat nå");
  await expect(page.getByRole("heading", { level: 1, name: "Melding uten vedlegg" })).toBeVisible();
  await expect(page.getByRole("option", { name: /Melding uten vedlegg/ }).first()).toBeVisible();
  await faults(stage, []);
  await page.getByRole("button", { name: /^Åpne/ }).click();
  await expect(page.getByText("Dette er en")).toBeVisible();
});

test("the network goes while letters are filed: they wait, said so, and are filed once", async ({
  page,
  stage,
}) => {
  await signIn(page, stage);
  await folder(page, stage, "Innboks");
  const before = await count(page, "Innboks");
  const archived = await labelled(stage, "Archive");
  await page.getByRole("listbox", { name: /^Innboks, / }).focus();
  const waits = page.getByText("Én endring sendes når du er på nett.");
  await faults(stage, [{ path: "*", cut: "before" }]);
  await page.keyboard.press("e");
  await expect.poll(() => count(page, "Innboks")).toBe(before - 1);
  await expect(waits).toBeVisible();
  // The network is back, Altinn carries it out, and its answer is lost.
  await faults(stage, [{ path: "*/bulkset", cut: "inside", times: 1 }]);
  await expect.poll(() => labelled(stage, "Archive"), { timeout: 60_000 }).toBe(archived + 1);
  await expect(waits).toHaveCount(0, { timeout: 60_000 });
  await page.keyboard.press("e");
  await expect.poll(() => labelled(stage, "Archive"), { timeout: 60_000 }).toBe(archived + 2);
  await expect.poll(() => count(page, "Innboks")).toBe(before - 2);
});

test("the network goes in a download: no half file, said at the file, and the next try is whole", async ({
  page,
  stage,
}) => {
  await signIn(page, stage);
  await folder(page, stage, "Innboks");
  await choose(page, "Melding med tre vedlegg");
  await page.getByRole("button", { name: /^Åpne/ }).click();
  await expect(page.getByText("Vedleggene følger med.")).toBeVisible();
  await faults(stage, [{ path: "*/download", cut: "inside" }]);
  const file = page.getByRole("listitem").filter({ hasText: ".pdf" }).first();
  await file.getByRole("button", { name: /^Hent/ }).click();
  await expect(file.getByText("Altinn virker ikke akkurat nå.")).toBeVisible();
  await faults(stage, []);
  await file.getByRole("button", { name: /^Prøv igjen/ }).click();
  await expect(file.getByRole("button", { name: /^(Vis|Åpne)/ })).toBeVisible();
});
