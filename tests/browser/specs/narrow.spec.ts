// A small window, and one at 400 % zoom (320 by 256 CSS px): everything is there, and nothing scrolls sideways.
import type { Page } from "@playwright/test";

import { choose, filled } from "./inbox";
import {
  axeFindsNothing,
  cutsNothingOff,
  entitled,
  expect,
  fitsSideways,
  given,
  seeded,
  test,
  world,
  type Stage,
} from "./stage";

async function go(page: Page, name: RegExp): Promise<void> {
  await page.getByRole("button", { name: "Meny" }).click();
  await page.getByRole("dialog").getByRole("link", { name }).click();
}

async function enter(page: Page, stage: Stage): Promise<void> {
  await page.goto(stage.url);
  await page.getByRole("button", { name: "Fortsett som Kari Haugen" }).click();
  await expect(page.getByRole("option").first()).toBeVisible();
}

/** Nothing scrolls sideways, nothing is cut off, and axe finds nothing. */
async function fits(page: Page, where: string): Promise<void> {
  await fitsSideways(page, where);
  await cutsNothingOff(page, where);
  await axeFindsNothing(page, where);
}

/** As long as the name of a view may nearly be. */
const LONG_NAME = "Brev med vedlegg til alle virksomhetene som vi fører for";

for (const [name, size] of [
  ["640 px wide", { width: 640, height: 900 }],
  ["320 px wide", { width: 320, height: 640 }],
  ["at 400 % zoom", { width: 320, height: 256 }],
] as const) {
  test.describe(name, () => {
    test.use({ viewport: size });

    test("a request is found, read and approved", async ({ page, stage }) => {
      await page.goto(stage.url);
      const enter = page.getByRole("button", { name: "Fortsett som Kari Haugen" });
      await expect(enter).toBeVisible();
      await fitsSideways(page, "sign-in");
      await axeFindsNothing(page, "sign-in");
      await enter.click();

      const user = page.getByRole("button", { name: /^Bruker:/ });
      const box = await user.boundingBox();
      expect(
        box && box.x >= 0 && box.x + box.width <= size.width && box.width >= 24 && box.height >= 24,
      ).toBe(true);
      const row = page.getByRole("option", { name: /SmartCloud Faktura/ });
      await expect(row).toBeVisible();
      await fitsSideways(page, "queue");
      await axeFindsNothing(page, "queue");

      // The reader takes the list's place, and gives it back.
      await row.click();
      const title = page.getByRole("heading", { level: 1, name: /SmartCloud Faktura/ });
      await expect(title).toBeFocused();
      await expect(page.getByRole("listbox")).toHaveCount(0);
      await fitsSideways(page, "review");
      await page
        .getByRole("button", { name: /^Godkjenning/ })
        .first()
        .click();
      await expect(page.getByRole("listbox", { name: "Forespørsler" })).toBeFocused();
      await page.keyboard.press("Enter");

      await page.getByRole("button", { name: "Godkjenn …" }).click();
      const confirm = page.getByRole("button", { name: "Godkjenn", exact: true });
      await expect(confirm).toBeInViewport();
      await fitsSideways(page, "confirmation");
      await axeFindsNothing(page, "confirmation");
      await page.waitForTimeout(500);
      await confirm.click();
      await expect(page.getByRole("heading", { name: /har nå tilgang/ })).toBeVisible();
      await fitsSideways(page, "receipt");
      expect((await seeded(stage, "approvable")).status).toBe("Accepted");
    });

    test("the clients of a firm: every part fits, and one is given an access", async ({
      page,
      stage,
    }) => {
      await page.goto(stage.url);
      await page.getByRole("button", { name: "Fortsett som Kari Haugen" }).click();
      await expect(page.getByRole("option").first()).toBeVisible();
      await go(page, /^Klienter/);
      await page.getByRole("button", { name: /^Klienter hos / }).click();
      await fitsSideways(page, "firms");
      await page.getByRole("button", { name: /^Lunde Regnskap/ }).click();
      const list = page.getByRole("listbox", { name: /^Klienter, / });
      await expect(list).toBeVisible({ timeout: 30_000 });
      await fitsSideways(page, "clients");
      await axeFindsNothing(page, "clients");
      for (const [open, what] of [
        [/^Flere filtre/, "filters"],
        [/^Sorter/, "order"],
      ] as const) {
        await page.getByRole("button", { name: open }).click();
        await fitsSideways(page, what);
        await axeFindsNothing(page, what);
        await page.keyboard.press("Escape");
      }
      for (const [open, what] of [
        ["Lim inn org.nr.", "pasted numbers"],
        ["Les inn fil", "file"],
      ] as const) {
        await page.getByRole("button", { name: open }).click();
        await expect(page.getByRole("dialog")).toBeVisible();
        await fitsSideways(page, what);
        await axeFindsNothing(page, what);
        await page.keyboard.press("Escape");
      }

      // The client takes the list's place; a change is made and started from there.
      await list.getByRole("option", { name: /^Granli/ }).click();
      await expect(page.getByRole("heading", { level: 1, name: /^Granli/ })).toBeVisible();
      await fitsSideways(page, "one client");
      await page.getByRole("button", { name: /^Legg til Granli.+ i KystMva$/ }).click();
      await fitsSideways(page, "a plan");
      await axeFindsNothing(page, "a plan");
      const start = page.getByRole("button", { name: "Legg til 1 klient" });
      await start.click();
      const sure = page.getByRole("button", { name: "Legg til", exact: true });
      await expect(sure).toBeInViewport();
      await fitsSideways(page, "confirmation");
      await page.waitForTimeout(500);
      await sure.click();
      const { organisations } = await world(stage);
      const granli = organisations.find(({ name }) => /^Granli/i.test(name))?.orgNo;
      await expect
        .poll(async () =>
          (await given(stage, "311451456")).some(
            ({ agent, client }) => agent === "KystMva" && client === granli,
          ),
        )
        .toBe(true);

      for (const [view, row] of [
        ["Oppdrag", /^KystMva: la til/],
        ["Maler", null],
        ["Dekning", /^KystMva/],
        ["Mine tilganger", null],
      ] as const) {
        await go(page, new RegExp(`^${view}$`));
        await fitsSideways(page, view);
        await axeFindsNothing(page, view);
        if (row === null) continue;
        await page.getByRole("option", { name: row }).click();
        await expect(page.getByRole("heading", { level: 1, name: /^KystMva/ })).toBeVisible();
        await fitsSideways(page, `${view}, opened`);
        await axeFindsNothing(page, `${view}, opened`);
      }
    });

    test("messages: the inbox fits, and what it is narrowed by", async ({ page, stage }) => {
      await enter(page, stage);
      await go(page, /^Innboks/);
      await filled(page, stage, "Innboks");
      await fits(page, "inbox");
      for (const [open, what] of [
        ["Filter", "filters"],
        ["Nyeste først", "order"],
      ] as const) {
        await page.getByRole("button", { name: open, exact: true }).click();
        const flyout = page.getByRole("dialog");
        await expect(flyout.getByRole("button").first()).toBeFocused();
        await fits(page, what);
        await page.keyboard.press("Escape");
        await expect(flyout).toHaveCount(0);
      }
      // What narrows the list can be saved, and the view is a chip of its own.
      await page.getByRole("button", { name: "Filter", exact: true }).click();
      await page.getByRole("button", { name: "Har vedlegg", exact: true }).click();
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Visninger", exact: true }).click();
      await page.getByRole("textbox", { name: "Navn på visningen" }).fill(LONG_NAME);
      await fits(page, "saving a view");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("button", { name: new RegExp(`^${LONG_NAME}`) })).toBeVisible();
      await fits(page, "a saved view");
    });

    test("messages: the other folders fit, and what is done with the marked ones", async ({
      page,
      stage,
    }) => {
      await enter(page, stage);
      await go(page, /^Innboks/);
      await filled(page, stage, "Innboks");
      const list = page.getByRole("listbox", { name: /^Innboks, / });
      await list.focus();
      await page.keyboard.press("x");
      const bar = page.getByRole("toolbar", { name: "Merkede meldinger" });
      const marked = bar.getByRole("status");
      await expect(marked).toHaveText("1 valgt");
      await fits(page, "one marked");
      await page.keyboard.press("Control+a");
      await expect(marked).not.toHaveText("1 valgt");
      await fits(page, "all marked");
      await bar.getByRole("button", { name: "Avbryt valget" }).click();
      await expect(bar).toHaveCount(0);

      for (const folder of ["Utkast", "Sendt", "Arkiv", "Papirkurv"]) {
        await go(page, new RegExp(`^${folder}`));
        await expect(
          page.getByRole("heading", { level: 1, name: folder, exact: true }),
        ).toBeVisible();
        await expect(page.getByRole("option").first()).toBeVisible();
        await fits(page, folder);
      }
    });

    test("a letter takes the list's place, and gives it back; all that is around it fits", async ({
      page,
      stage,
    }) => {
      await entitled(stage, "write-action", "Varsel om en endring");
      await enter(page, stage);
      await go(page, /^Innboks/);
      await filled(page, stage, "Innboks");
      await choose(page, "Melding med tre vedlegg");
      await expect(page.getByRole("listbox")).toHaveCount(0);
      await fits(page, "preview");
      await page.getByRole("button", { name: /^Åpne/ }).click();
      await expect(page.getByText("Vedleggene følger med.")).toBeVisible();
      await fits(page, "letter with attachments");
      await page.getByRole("button", { name: "Flere valg", exact: true }).click();
      await expect(page.getByRole("dialog").getByRole("button").first()).toBeFocused();
      await fits(page, "more of the reader");
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: /^Innboks/ }).click();
      const list = page.getByRole("listbox", { name: /^Innboks, / });
      await expect(list).toBeFocused();

      await choose(page, "Melding som må bekreftes");
      await page.getByRole("button", { name: /^Åpne/ }).click();
      await expect(
        page.getByRole("button", { name: /Bekreft at meldingen er mottatt/ }),
      ).toBeVisible();
      await fits(page, "letter to be confirmed");
      await page.getByRole("button", { name: /Bekreft at meldingen er mottatt/ }).click();
      // In the lowest window the bar is taller than what shows it: what it means comes first, then the button.
      await expect(page.getByText(/bekreftelsen kan ikke trekkes tilbake/)).toBeInViewport();
      const confirm = page.getByRole("button", { name: "Bekreft mottak", exact: true });
      await confirm.scrollIntoViewIfNeeded();
      await expect(confirm).toBeInViewport({ ratio: 1 });
      await fits(page, "confirming receipt");
      await page.getByRole("button", { name: "Tilbake", exact: true }).click();
      await page.getByRole("button", { name: /^Innboks/ }).click();
      await expect(list).toBeVisible();

      await choose(page, "Varsel om en endring");
      await page.getByRole("button", { name: /^Åpne/ }).click();
      await page.getByRole("button", { name: "Godta", exact: true }).click();
      await expect(
        page.getByText("Vil du godta varselet på vegne av virksomheten?"),
      ).toBeInViewport();
      await fits(page, "an action's question");
    });

    test("letters that are hard to draw fit: long words, a table, a thread with all unfolded", async ({
      page,
      stage,
    }) => {
      await enter(page, stage);
      await go(page, /^Innboks/);
      await filled(page, stage, "Innboks");
      for (const [title, what] of [
        ["Fylkestrafikksikkerhetsutvalgssekretariatsleder", "long words"],
        ["alert", "a hostile letter"],
      ] as const) {
        await page.getByRole("button", { name: "Søk i meldinger" }).click();
        await page.getByRole("searchbox", { name: "Søk i meldinger" }).fill(title);
        await fits(page, `${what}, found`);
        await page
          .getByRole("option", { name: new RegExp(title) })
          .first()
          .click();
        await expect(
          page.getByRole("heading", { level: 1, name: new RegExp(title) }),
        ).toBeVisible();
        await fits(page, `${what}, preview`);
        await page.getByRole("button", { name: /^Åpne/ }).first().click();
        await expect(page.getByText("Sett av")).toBeVisible();
        await fits(page, `${what}, opened`);
        await page.getByRole("button", { name: /^Innboks/ }).click();
      }
      await go(page, /^Sendt/);
      await choose(page, "Søknad om skjenkebevilling");
      await page.getByRole("button", { name: /^Åpne/ }).click();
      const folds = page.locator("summary");
      await expect(folds.first()).toBeVisible();
      for (const fold of await folds.all()) await fold.click();
      await expect(page.locator("[aria-busy]")).toHaveCount(0);
      await page.getByRole("button", { name: /^Les / }).first().click();
      await expect(page.locator("[aria-busy]")).toHaveCount(0);
      await fits(page, "folds");
    });

    test("deadlines fit, and the letter behind one", async ({ page, stage }) => {
      await enter(page, stage);
      await go(page, /^Frister/);
      await expect(page.getByRole("option").first()).toBeVisible();
      await fits(page, "deadlines");
      await page.getByRole("button", { name: /^Kan sendes inn/ }).click();
      await fits(page, "deadlines, can be sent in");
      await page.getByRole("button", { name: /^Alt med frist/ }).click();
      await page.getByRole("option").first().click();
      await expect(page.getByRole("listbox")).toHaveCount(0);
      await fits(page, "a deadline's letter");
      await page.getByRole("button", { name: /^Frister/ }).click();
      await expect(page.getByRole("listbox")).toBeFocused();
    });

    test("every screen fits", async ({ page, stage }) => {
      await page.goto(stage.url);
      await page.getByRole("button", { name: "Fortsett som Kari Haugen" }).click();
      await expect(page.getByRole("option").first()).toBeVisible();
      for (const [link, row] of [
        [/Godkjenning/, /SmartCloud Regnskap Pluss/],
        [/Systemtilganger/, /Oppdrag Bilag/],
        [/Virksomheter/, /Granli Eiendom/],
        [/Aktivitet/, /Logget inn/],
      ] as const) {
        await go(page, link);
        await expect(page.getByRole("heading", { level: 1, name: link }).first()).toBeVisible();
        await fitsSideways(page, String(link));
        await page.getByRole("option", { name: row }).click();
        await expect(page.getByRole("listbox")).toHaveCount(0);
        await fitsSideways(page, `${String(link)}, opened`);
        await axeFindsNothing(page, `${String(link)}, opened`);
      }
      await go(page, /Innstillinger/);
      await fitsSideways(page, "settings");
      await axeFindsNothing(page, "settings");
      await page.getByRole("button", { name: /^Bruker:/ }).click();
      await fitsSideways(page, "user menu");
      await page.getByRole("button", { name: "Om Fullmakt" }).click();
      await fitsSideways(page, "about");
      await page.keyboard.press("F1");
      await fitsSideways(page, "help");
      await page.keyboard.press("Escape");
      await page.keyboard.press("Control+k");
      await page.keyboard.type("fjo");
      await expect(page.getByRole("option", { name: /Fjord Snekkeri AS/ }).first()).toBeVisible();
      await fitsSideways(page, "palette");
      await axeFindsNothing(page, "palette");
    });
  });
}
