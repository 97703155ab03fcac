// What happens to accesses without anybody here doing it is told without being asked.
import {
  axeFindsNothing,
  confirm,
  expect,
  logInThere,
  passes,
  put,
  signIn,
  test,
  world,
  type Stage,
} from "./stage";

/** A day, seconds, and a little more. */
const DAY = 24 * 60 * 60 + 60;

/** A service owner puts a new service into a package. */
async function comes(stage: Stage, id: string, name: string, into: string): Promise<void> {
  const words = { nb: name, nn: name, en: name };
  await put(stage, `resources/${id}`, {
    title: words,
    description: words,
    rightDescription: words,
    owner: "skd",
    packages: [into],
  });
}

for (const scheme of ["light", "dark"] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });

    test("a vendor that went bankrupt is told of", async ({ page, stage }) => {
      const { systemUsers } = await world(stage);
      const vendor = systemUsers
        .find(({ title }) => title === "Oppdrag Bilag")
        ?.systemId.slice(0, 9);
      // The register is read once a day: it says so from the first reading on.
      await put(stage, `organisations/${vendor ?? ""}`, { bankrupt: true });
      await signIn(page, stage);
      await page.getByRole("link", { name: /^Systemtilganger/ }).click();
      await page.getByRole("option", { name: /Oppdrag Bilag.*Leverandør konkurs/ }).click();
      await expect(page.getByRole("heading", { name: /^Noe er galt med/ })).toBeVisible();
      await axeFindsNothing(page, "a bankrupt vendor");
    });

    test("a package that grew after approval is told of without being asked", async ({
      page,
      stage,
    }) => {
      await signIn(page, stage);
      await page.getByRole("option", { name: /SmartCloud Faktura/ }).click();
      await confirm(page, "Godkjenn …", "Godkjenn");
      await expect(page.getByRole("heading", { level: 1, name: /har nå tilgang/ })).toBeVisible();
      const told = page.getByRole("link", { name: "1 systemtilgang å se på", exact: true });
      await expect(told).toHaveCount(0);
      await comes(stage, "ske-ny-a", "Ny avgift", "merverdiavgift");
      await comes(stage, "ske-ny-b", "Nytt skjema", "merverdiavgift");
      // A day later; the login has ended by then.
      await passes(stage, DAY);
      await page.keyboard.press("F5");
      await page.getByRole("button", { name: "Logg inn", exact: true }).click();
      await expect.poll(() => stage.opened.length).toBe(1);
      await logInThere(page, stage);
      // On whatever screen one is, and nobody has asked.
      await expect(told).toBeVisible();
      await expect(
        page.getByRole("link", { name: /^Systemtilganger.*1 systemtilgang å se på$/ }),
      ).toBeVisible();
      await axeFindsNothing(page, "told");
      await told.click();
      await page.getByRole("option", { name: /SmartCloud Faktura.*2 nye tjenester/ }).click();
      await expect(
        page.getByRole("heading", { name: /^2 nye tjenester siden du godkjente/ }),
      ).toBeVisible();
      await expect(page.getByText("Ny avgift").first()).toBeVisible();
      await axeFindsNothing(page, "what came");
      await page.getByRole("button", { name: "Greit, jeg har sett det" }).click();
      await expect(told).toHaveCount(0);
    });

    test("a note and a day to look again are kept on this machine", async ({ page, stage }) => {
      await signIn(page, stage);
      await page.getByRole("link", { name: /^Systemtilganger/ }).click();
      await page.getByRole("option", { name: /^Oppdrag Bilag,/ }).click();
      const note = page.getByRole("textbox", { name: "Notat om tilgangen" });
      await note.fill("Spør Tor før vi sier opp");
      await note.blur();
      await expect(page.getByText("Notatet er lagret")).toBeVisible();
      await page.getByRole("button", { name: "Om et år" }).click();
      await expect(page.getByText(/^Vi minner deg på det \d/).first()).toBeVisible();
      await axeFindsNothing(page, "note and day");
      await page.getByRole("link", { name: /Aktivitet/ }).click();
      await page.getByRole("link", { name: /^Systemtilganger/ }).click();
      await page.getByRole("option", { name: /^Oppdrag Bilag,/ }).click();
      await expect(note).toHaveValue("Spør Tor før vi sier opp");
    });
  });
}
