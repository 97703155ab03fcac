// Every screen and state, in both colours: axe finds nothing, and the content policy refuses nothing.
import {
  asked,
  axeFindsNothing,
  confirm,
  expect,
  faults,
  nothingIsRefused,
  openRequest,
  signIn,
  test,
} from "./stage";

const APPROVE = "/authentication/api/v1/systemuser/request/*/approve";

for (const scheme of ["light", "dark"] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });

    nothingIsRefused();

    test("the door: who one is, languages, texts, help, waiting for the browser", async ({
      page,
      stage,
    }) => {
      await page.goto(stage.url);
      await expect(page.getByRole("button", { name: "Fortsett som Kari Haugen" })).toBeVisible();
      await expect(page.locator("html")).toHaveAttribute("data-color-scheme", scheme);
      await axeFindsNothing(page, "who one is");
      await page.getByRole("button", { name: /^Språk:/ }).click();
      await expect(page.getByRole("button", { name: "English" })).toBeVisible();
      await axeFindsNothing(page, "languages");
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Personvern" }).click();
      await axeFindsNothing(page, "privacy");
      await page.keyboard.press("Escape");
      await page.keyboard.press("F1");
      await axeFindsNothing(page, "help");
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Logg inn i nettleseren" }).click();
      await expect(page.getByRole("heading", { name: "Fortsett i nettleseren" })).toBeVisible();
      await axeFindsNothing(page, "waiting");
      await page.getByRole("button", { name: "Avbryt" }).click();
      await expect(page.getByRole("button", { name: "Fortsett som Kari Haugen" })).toBeVisible();
    });

    test("the frame: flyouts, palette, help, signing out", async ({ page, stage }) => {
      await signIn(page, stage);
      await expect(page.getByRole("option").first()).toBeVisible();
      for (const [button, inside] of [
        [/^Nyeste først/, page.getByRole("group", { name: "Rekkefølge" })],
        [/^Alle virksomheter/, page.getByRole("searchbox", { name: "Finn virksomhet" })],
        [/^Bruker:/, page.getByRole("button", { name: "Om Fullmakt" })],
        [/^Kall i dag/, page.getByRole("heading", { name: "Kall til Altinn i dag" })],
      ] as const) {
        const trigger = page.getByRole("button", { name: button }).first();
        await trigger.click();
        await expect(inside).toBeVisible();
        await axeFindsNothing(page, String(button));
        // A press beside it closes it and does nothing else; the focus goes back to where it came from.
        await page.mouse.click(700, 880);
        await expect(inside).toHaveCount(0);
        await expect(trigger).toBeFocused();
      }
      await page.keyboard.press("Control+k");
      await expect(page.getByRole("option", { name: /Fjord Snekkeri AS/ }).first()).toBeVisible();
      await axeFindsNothing(page, "palette");
      await page.keyboard.insertText("123456789");
      await expect(page.getByText(/er ikke et gyldig organisasjonsnummer/)).toBeVisible();
      await axeFindsNothing(page, "palette, wrong number");
      await page.keyboard.press("Escape");
      await page.keyboard.press("F1");
      await axeFindsNothing(page, "help");
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: /^Bruker:/ }).click();
      await page.getByRole("button", { name: /^Logg ut og slett alt/ }).click();
      await expect(page.getByRole("heading", { name: "Logge ut og slette alt?" })).toBeVisible();
      await axeFindsNothing(page, "signing out");
    });

    test("a request: read, stopped at, confirmed, rejected, refused, unanswered", async ({
      page,
      stage,
    }) => {
      await signIn(page, stage);
      await openRequest(page, "SmartCloud Regnskap");
      await axeFindsNothing(page, "a right is missing");
      await openRequest(page, "SmartCloud Regnskap Pluss");
      await page.getByRole("button", { name: "Vis forklaringer" }).click();
      await page.getByText("Tekniske opplysninger").click();
      await axeFindsNothing(page, "stop and think, everything unfolded");

      await openRequest(page, "SmartCloud Faktura");
      await page.getByRole("button", { name: "Godkjenn …" }).click();
      await axeFindsNothing(page, "confirmation");
      await page.getByRole("button", { name: "Tilbake", exact: true }).click();
      await page.getByRole("button", { name: "Avvis", exact: true }).click();
      await expect(page.getByText(/^Avvises om/).first()).toBeVisible();
      await axeFindsNothing(page, "rejected, can be undone");
      await page.getByRole("button", { name: "Angre" }).first().click();
      await expect(page.getByRole("button", { name: "Godkjenn …" })).toBeVisible();

      const body = { code: "AUTH-00053", status: 403, title: "No.", traceId: "00-ab-cd-01" };
      await faults(stage, [{ path: APPROVE, status: 403, body, times: 1 }]);
      await confirm(page, "Godkjenn …", "Godkjenn");
      await expect(page.getByText("Ikke godkjent.", { exact: true })).toBeVisible();
      await axeFindsNothing(page, "refused");

      // The answer is lost, and then the state cannot be read either: nothing is known for a while.
      await faults(stage, [{ path: APPROVE, delay_ms: 1500, cut: "before", times: 1 }]);
      await confirm(page, "Godkjenn …", "Godkjenn");
      await expect.poll(() => asked(stage, "POST", /\/approve$/)).toBe(2);
      await faults(stage, [
        { path: "/authentication/api/v1/systemuser/request", method: "GET", status: 503 },
      ]);
      await expect(page.getByText("Ukjent utfall").first()).toBeVisible();
      await expect(page.getByText(/^Ukjent utfall\.?$/).last()).toBeVisible();
      await expect(page.getByRole("button", { name: "Godkjenn …" })).toHaveCount(0);
      await axeFindsNothing(page, "unanswered");
      await faults(stage, []);
    });

    test("links that are none, a queue that fails, and no network", async ({ page, stage }) => {
      await signIn(page, stage);
      await expect(page.getByRole("option").first()).toBeVisible();
      const field = page.getByRole("textbox", { name: "Lenke fra leverandøren" });
      await field.fill(
        "https://am.ui.altinn.no.evil.example/accessmanagement/ui/systemuser/request?id=1",
      );
      await field.press("Enter");
      await expect(page.getByText(/evil\.example/).first()).toBeVisible();
      await axeFindsNothing(page, "a bad link");
      await faults(stage, [{ path: "/", cut: "before" }]);
      await page.keyboard.press("F5");
      await expect(page.getByText(/^Frakoblet\. Viser det som ble hentet/)).toBeVisible();
      await openRequest(page, "SmartCloud Faktura");
      await axeFindsNothing(page, "no network");
    });

    test("messages: every folder, and the deadlines", async ({ page, stage }) => {
      await signIn(page, stage);
      for (const name of ["Innboks", "Utkast", "Sendt", "Arkiv", "Papirkurv", "Frister"]) {
        await page.getByRole("link", { name: new RegExp(`^${name}`) }).click();
        await expect(page.getByRole("heading", { level: 1, name, exact: true })).toBeVisible();
        await axeFindsNothing(page, name);
      }
    });

    test("what is held, where, and what was done", async ({ page, stage }) => {
      await signIn(page, stage);
      await openRequest(page, "SmartCloud Faktura");
      await confirm(page, "Godkjenn …", "Godkjenn");
      await expect(page.getByRole("heading", { name: /har nå tilgang/ })).toBeVisible();
      await page.getByRole("button", { name: "Vis alle" }).click();
      await page.getByRole("button", { name: "Eksporter" }).click();
      await axeFindsNothing(page, "receipt, all services, ways out");
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Vis systemtilgangen" }).click();
      await expect(
        page.getByRole("heading", { level: 1, name: "SmartCloud Faktura" }),
      ).toBeVisible();
      await axeFindsNothing(page, "system access");
      await page.getByRole("tab", { name: "Teknisk" }).click();
      await page.getByRole("button", { name: "Trekk tilbake tilgangen" }).click();
      await axeFindsNothing(page, "withdrawing");
      await faults(stage, [{ path: "*", method: "DELETE", cut: "before", times: 1 }]);
      await page.waitForTimeout(500);
      await page.getByRole("button", { name: "Trekk tilbake", exact: true }).click();
      await expect(page.getByText(/Ikke trukket tilbake/).first()).toBeVisible();
      await axeFindsNothing(page, "not withdrawn");
      // Altinn says no without a word: from now on its own page is the way.
      await faults(stage, [{ path: "*", method: "DELETE", status: 403, times: 1 }]);
      await confirm(page, "Trekk tilbake tilgangen", "Trekk tilbake");
      await expect(page.getByText(/^Altinns side er åpnet i nettleseren/)).toBeVisible();
      await axeFindsNothing(page, "withdrawing by Altinn's page");

      await page.getByRole("link", { name: "Virksomheter" }).click();
      await page.getByRole("option", { name: /^Granli Eiendom/ }).click();
      await expect(
        page.getByRole("heading", { level: 1, name: "Granli Eiendom AS" }),
      ).toBeVisible();
      await axeFindsNothing(page, "organisation");
      await page.getByRole("searchbox", { name: "Søk etter navn eller nummer" }).fill("finnesikke");
      await expect(page.getByText("Ingen treff på «finnesikke»")).toBeVisible();
      await axeFindsNothing(page, "no organisation");
      await page.getByRole("link", { name: "Innstillinger" }).click();
      await expect(page.getByRole("heading", { level: 1, name: "Innstillinger" })).toBeVisible();
      await axeFindsNothing(page, "settings");
      await page.getByRole("button", { name: /^Bruker:/ }).click();
      await page.getByRole("button", { name: "Om Fullmakt" }).click();
      await expect(page.getByRole("heading", { level: 1, name: "Om Fullmakt" })).toBeVisible();
      await axeFindsNothing(page, "about");
    });
  });
}
