// A small window, and one at 400 % zoom (320 by 256 CSS px): everything is there, and nothing scrolls sideways.
import type { Page } from "@playwright/test";

import { axeFindsNothing, expect, fitsSideways, seeded, test } from "./stage";

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
