// Requests for clients, the own organisation, the same for several organisations, letters, setting up and moving.
import {
  asked,
  atAltinn,
  axeFindsNothing,
  confirm,
  expect,
  giveLink,
  nothingIsRefused,
  openRequest,
  put,
  seeded,
  signIn,
  test,
  vendorAsks,
  world,
} from "./stage";

for (const scheme of ["light", "dark"] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });

    nothingIsRefused();

    test("a request for clients says so everywhere, asks for no authority, and leads to the clients", async ({
      page,
      stage,
    }) => {
      await signIn(page, stage);
      await openRequest(page, "Havn Årsoppgjør");
      await expect(
        page.getByRole("heading", { level: 1, name: /handle for klientene til/ }),
      ).toBeVisible();
      await expect(page.getByText("Forespørsel om systemtilgang, for klienter")).toBeVisible();
      await expect(page.getByText(/Hver klient gir sin, når du velger klienten/)).toBeVisible();
      await expect(page.getByText(/Egen virksomhet kan/)).toBeVisible();
      await axeFindsNothing(page, "request for clients");
      await page.getByRole("button", { name: "Godkjenn …" }).click();
      await expect(page.getByText(/for klienter som .* velger etterpå/)).toBeVisible();
      await page.waitForTimeout(500);
      await page.getByRole("button", { name: "Godkjenn", exact: true }).click();
      await expect(page.getByRole("heading", { level: 1, name: /har nå tilgang/ })).toBeVisible();
      const choose = page.getByRole("button", { name: "Velg klienter" });
      await expect(choose).toBeVisible();
      await axeFindsNothing(page, "receipt of a request for clients");
      await choose.click();
      await expect(page.getByRole("heading", { level: 1, name: "Klienter" })).toBeVisible();
    });

    test("a letter to a colleague is ready", async ({ page, stage }) => {
      await signIn(page, stage);
      await openRequest(page, "SmartCloud Regnskap");
      await page.getByRole("button", { name: "Skriv til en kollega" }).click();
      const letter = page.getByRole("textbox", { name: "Melding" });
      await expect(letter).toHaveValue(/Jeg kan ikke avgjøre det selv/);
      await expect(page.getByText(/være tilgangsstyrer i/).first()).toBeVisible();
      await axeFindsNothing(page, "letter");
    });

    test("the letter is written anew in the language of whoever reads it", async ({
      page,
      stage,
    }) => {
      await signIn(page, stage);
      await openRequest(page, "SmartCloud Regnskap");
      const write = page.getByRole("button", { name: "Skriv til en kollega" });
      const letter = page.getByRole("textbox", { name: "Melding" });
      await write.click();
      await letter.fill("Noe eget");
      await page.getByText("English", { exact: true }).click();
      await expect(letter).toHaveValue(/I cannot decide it myself/);
      await expect(letter).toHaveAttribute("lang", "en");
      await expect(page.getByRole("textbox", { name: "Emne" })).toHaveValue(/^Can you decide on/);
      await axeFindsNothing(page, "letter in English");
      await page.getByText("Nynorsk", { exact: true }).click();
      await expect(letter).toHaveValue(/Eg kan ikkje avgjere det sjølv/);
      await page.getByText("Bokmål", { exact: true }).click();
      await expect(letter).toHaveValue(/Jeg kan ikke avgjøre det selv/);
      // What is read anew meanwhile takes no words away.
      await page.keyboard.press("Escape");
      await expect(letter).toHaveCount(0);
      await page.keyboard.press("F5");
      await expect(page.getByText("Alt er hentet på nytt")).toBeVisible();
      await write.click();
      await page.getByText("English", { exact: true }).click();
      await expect(letter).toHaveValue(/I cannot decide it myself/);
    });

    test("a system is set up after everything it gets was shown", async ({ page, stage }) => {
      await signIn(page, stage);
      await page.getByRole("link", { name: /^Systemtilganger/ }).click();
      await page.getByRole("button", { name: "Ny systemtilgang" }).click();
      await page
        .getByRole("option", { name: /^Fjord Snekkeri AS/ })
        .first()
        .click();
      await axeFindsNothing(page, "which system");
      await page.getByRole("searchbox", { name: /^Søk i/ }).fill("Oppdrag Bilag");
      await page.getByRole("button", { name: /Oppdrag Bilag/ }).click();
      await expect(page.getByRole("heading", { name: "Dette får systemet gjøre" })).toBeVisible();
      await axeFindsNothing(page, "what it gets");
      await confirm(page, "Opprett …", "Opprett");
      await expect(page.getByRole("heading", { level: 1, name: /er opprettet for/ })).toBeVisible();
    });
  });
}

test("who may not decide sends the request on, and the queue says that it is with others", async ({
  page,
  stage,
}) => {
  const request = await seeded(stage, "may-escalate-only");
  await signIn(page, stage);
  await giveLink(page, request.confirmUrl);
  await expect(page.getByRole("heading", { level: 1, name: /vil la systemet/ })).toBeVisible();
  await expect(page.getByRole("button", { name: "Godkjenn …" })).toHaveCount(0);
  await page.getByRole("button", { name: "Send videre" }).click();
  await expect(page.getByText(/Ingenting er godkjent før/)).toBeVisible();
  await axeFindsNothing(page, "sending it on");
  expect(await asked(stage, "POST", /\/escalate$/), "asked before it is sent").toBe(0);
  await page.waitForTimeout(500);
  await page.getByRole("button", { name: "Send videre", exact: true }).click();
  await expect(page.getByText("Sendt videre.", { exact: true })).toBeVisible();
  await expect(page.getByRole("option", { name: /Sendt videre/ })).toBeVisible();
  await axeFindsNothing(page, "sent on");
  expect(await asked(stage, "POST", /\/escalate$/)).toBe(1);
  expect((await seeded(stage, "may-escalate-only")).status).toBe("New");
});

test("the own organisation is put on an access for clients, and taken off it", async ({
  page,
  stage,
}) => {
  // A system whose packages may all be given for own use, in an organisation where Kari can pass them on.
  const { orgNo } = await seeded(stage, "agent-not-escalated");
  await put(stage, `authorities/kari/${orgNo}`, {
    packages: ["tilgangsstyrer", "klientadministrator", "merverdiavgift"],
  });
  const request = await vendorAsks(stage, "agent-request", {
    systemId: "311111116_smartcloud_faktura",
    partyOrgNo: orgNo,
    externalRef: "egen-bruk",
    accessPackages: [{ urn: "urn:altinn:accesspackage:merverdiavgift" }],
    redirectUrl: "https://smartcloud.example/altinn/ferdig",
  });
  await signIn(page, stage);
  await giveLink(page, request.confirmUrl);
  await expect(
    page.getByText("Egen virksomhet kan også legges til etterpå.").first(),
  ).toBeVisible();
  await confirm(page, "Godkjenn …", "Godkjenn");
  await expect(page.getByRole("heading", { level: 1, name: /har nå tilgang/ })).toBeVisible();
  const user = (await world(stage)).systemUsers.find(({ id }) => id === request.id);
  const own = () =>
    atAltinn(
      stage,
      `/authentication/api/v1/systemuser/agent/${user?.partyId ?? ""}/${request.id}/self`,
    );
  expect(await own()).toBe(false);

  await page.getByRole("button", { name: "Vis systemtilgangen" }).click();
  await confirm(page, "Legg til egen virksomhet …", "Legg til");
  await expect(page.getByText(/^Systemet handler også for .+ selv$/)).toBeVisible();
  expect(await own()).toBe(true);
  const remove = page.getByRole("button", { name: "Ta bort egen virksomhet …" });
  await expect(remove, "the button that led here has the focus again").toBeFocused();
  await axeFindsNothing(page, "with the own organisation");
  await confirm(page, "Ta bort egen virksomhet …", "Ta bort");
  await expect(page.getByText(/^Systemet handler bare for klienter av /)).toBeVisible();
  expect(await own()).toBe(false);
});

test("a move stops between two steps, and goes on later", async ({ page, stage }) => {
  await signIn(page, stage);
  await page.getByRole("link", { name: /^Systemtilganger/ }).click();
  await page.getByRole("option", { name: /^Oppdrag Bilag,/ }).click();
  await page.getByRole("link", { name: "Flytt til et annet system" }).click();
  await page
    .getByRole("radio", { name: /SmartCloud Faktura/ })
    .first()
    .check();
  await page.getByRole("button", { name: "Begynn flyttingen" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "Ny tilgang" })).toHaveAttribute(
    "aria-current",
    "step",
  );
  await axeFindsNothing(page, "a move");
  // Another screen, another day: nothing was sent, and it is still there.
  await page.getByRole("link", { name: /Aktivitet/ }).click();
  await page.getByRole("link", { name: /^Systemtilganger/ }).click();
  await page.getByRole("link", { name: "Fortsett flyttingen" }).first().click();
  await page.getByRole("button", { name: "Gå til forespørselen" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /SmartCloud Faktura/ })).toBeVisible();
});

test("a link to consent is explained, and opened at Altinn only when one wants it", async ({
  page,
  stage,
}) => {
  await signIn(page, stage);
  const host = new URL((await world(stage)).requests[0]?.confirmUrl ?? "").origin;
  await giveLink(page, `${host}/accessmanagement/ui/consent/request?id=1`);
  await expect(page.getByRole("group", { name: "Samtykke hos Altinn" })).toBeVisible();
  await axeFindsNothing(page, "a link to consent");
});
