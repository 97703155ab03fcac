// Messages in the hands of a clerk: triage by key, opening on purpose, offline, a receipt, a write action.
import { choose, count, folder, labelled, OPENED, SEARCHES } from "./inbox";
import {
  asked,
  axeFindsNothing,
  entitled,
  expect,
  faults,
  logInThere,
  nothingIsRefused,
  signIn,
  test,
} from "./stage";

const ACTION = /\/actions\/complete\/later$/;

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

test("an organisation tells what its messages want, and less once one was opened", async ({
  page,
  stage,
}) => {
  await signIn(page, stage);
  await folder(page, stage, "Innboks");
  const unread = async () => {
    await page.getByRole("link", { name: /^Virksomheter/ }).click();
    const row = page.getByRole("option", { name: /^Fjord Snekkeri AS, Org/ });
    await expect(row).toHaveAccessibleName(
      /\d+ uleste.*\d+ frister? innen en uke.*krever handling/,
    );
    return Number(/(\d+) uleste/.exec(await row.innerText())?.[1]);
  };
  const before = await unread();
  await page.keyboard.press("Control+k");
  await page.keyboard.insertText("fjord snekkeri");
  const hit = page.getByRole("listbox", { name: "Treff" }).getByRole("option").first();
  await expect(hit).toHaveAccessibleName(new RegExp(`^Fjord Snekkeri AS, .*${before} uleste`));
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: /^Innboks/ }).click();
  await choose(page, "Melding uten vedlegg");
  await page.getByRole("button", { name: /^Åpne/ }).click();
  await expect(page.getByText("Dette er en")).toBeVisible();
  await expect.poll(unread).toBe(before - 1);
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

test("a login at the high level leads back to the message that asked for it", async ({
  page,
  stage,
}) => {
  await signIn(page, stage);
  await folder(page, stage, "Innboks");
  await choose(page, "Brev fra Nav");
  await page.getByRole("button", { name: /^Åpne/ }).click();
  await expect(page.getByText(/krever høyeste sikkerhetsnivå/).first()).toBeVisible();
  expect(stage.opened).toEqual([]);
  await page.getByRole("button", { name: "Logg inn på nytt" }).click();
  await expect.poll(() => stage.opened.length).toBe(1);
  await logInThere(page, stage);

  // Back at the same message: nothing was opened by itself.
  await expect(page.getByRole("heading", { level: 1, name: "Brev fra Nav" })).toBeVisible();
  const before = await asked(stage, "GET", OPENED);
  await page.getByRole("button", { name: /^Åpne/ }).click();
  await expect(page.getByText("Vedtaket.")).toBeVisible();
  expect(await asked(stage, "GET", OPENED)).toBe(before + 1);
});

test("a write action is busy until the message has changed, and is sent once", async ({
  page,
  stage,
}) => {
  await entitled(stage, "write-action-later", "Varsel som tar tid");
  await signIn(page, stage);
  await folder(page, stage, "Innboks");
  await choose(page, "Varsel som tar tid");
  await expect(
    page.getByRole("option", { name: /Varsel som tar tid, Krever handling/ }),
  ).toBeVisible();
  await page.getByRole("button", { name: /^Åpne/ }).click();
  await page.getByRole("button", { name: "Godta", exact: true }).click();
  await expect(page.getByText("Vil du godta varselet på vegne av virksomheten?")).toBeVisible();
  expect(await asked(stage, "PUT", ACTION), "asked before it is sent").toBe(0);
  const searches = await asked(stage, "GET", SEARCHES);
  await page.waitForTimeout(500);
  await page.getByRole("button", { name: "Godta", exact: true }).click();
  const busy = page.getByRole("button", { name: "Venter på svar …" });
  await expect(busy).toHaveAttribute("aria-busy", "true");
  await busy.click({ force: true });
  await expect(busy).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Godta", exact: true })).toHaveCount(0);
  expect(await asked(stage, "PUT", ACTION)).toBe(1);
  // The row in the list does not wait for the next poll.
  await expect(page.getByRole("option", { name: /Varsel som tar tid, Avsluttet/ })).toBeVisible();
  expect(await asked(stage, "GET", SEARCHES), "no search was made for it").toBe(searches);
});

test("an action that nobody answers is said to be unknown, and can be done again", async ({
  page,
  stage,
}) => {
  await entitled(stage, "write-action-never", "Varsel uten svar");
  await signIn(page, stage);
  await folder(page, stage, "Innboks");
  await choose(page, "Varsel uten svar");
  await page.getByRole("button", { name: /^Åpne/ }).click();
  await page.getByRole("button", { name: "Godta", exact: true }).click();
  await expect(page.getByText("Vil du godta varselet på vegne av virksomheten?")).toBeVisible();
  await page.waitForTimeout(500);
  await page.getByRole("button", { name: "Godta", exact: true }).click();
  await expect(page.getByRole("button", { name: "Venter på svar …" })).toBeVisible();
  const said = page.getByText(/Godta: Vi vet ikke om det gikk/i).first();
  await expect(said).toBeVisible({ timeout: 40_000 });
  await expect(page.getByText(/svarte ikke innen 15 sekunder/).first()).toBeVisible();
  const button = page.getByRole("button", { name: "Godta", exact: true });
  await expect(button).not.toHaveAttribute("aria-busy", "true");
  expect(await asked(stage, "POST", /\/actions\/complete\/never$/)).toBe(1);
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
    nothingIsRefused();

    test("lists, a preview, a letter and deadlines: axe finds nothing", async ({ page, stage }) => {
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
    });
  });
}
