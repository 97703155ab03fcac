// A small window, and one at 400 % zoom (320 by 256 CSS px): everything is there, and nothing scrolls sideways.
import type { Page } from "@playwright/test";

import { axeFindsNothing, expect, fitsSideways, given, seeded, test, world } from "./stage";

async function go(page: Page, name: RegExp): Promise<void> {
  await page.getByRole("button", { name: "Meny" }).click();
  await page.getByRole("dialog").getByRole("link", { name }).click();
}

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
