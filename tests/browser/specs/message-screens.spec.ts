// What opens around messages, in both colours: axe finds nothing in any of it, and the content policy refuses nothing.
import type { Page } from "@playwright/test";

import { choose, count, folder, open } from "./inbox";
import { axeFindsNothing, entitled, expect, nothingIsRefused, signIn, test } from "./stage";

/** Unfolds a line under a letter. */
async function unfold(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole("group").filter({ hasText: name }).locator("summary").first().click();
}

for (const scheme of ["light", "dark"] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });

    nothingIsRefused();

    test("around a letter: what was written before, what was done, who saw it, and why one may", async ({
      page,
      stage,
    }) => {
      await entitled(stage, "threads", "Sak med tre tråder");
      await signIn(page, stage);
      await folder(page, stage, "Innboks");
      await open(page, "Sak med tre tråder");
      await unfold(page, /forsendelser/);
      const letters = page.getByRole("list", { name: /forsendelser/ });
      await letters.getByRole("button", { name: "Les Foreløpig vedtak" }).click();
      await expect(letters.getByRole("button", { name: /^Skjul/ })).toBeVisible();
      await unfold(page, /^Aktivitet/);
      await expect(page.getByText("Forsendelse åpnet").first()).toBeVisible();
      await unfold(page, /^Sett av/);
      await unfold(page, /^Hvorfor har du tilgang/);
      await expect(page.getByText(/Sikkerhetsnivå \d/)).toBeVisible();
      await axeFindsNothing(page, "everything unfolded");
    });

    test("on paper: the letter with all that was read of it", async ({ page, stage }) => {
      // The page stands for as long as the printer's own dialog does: here it never comes.
      await page.addInitScript(() => {
        window.print = () => undefined;
      });
      await signIn(page, stage);
      await folder(page, stage, "Innboks");
      await open(page, "Melding med tre vedlegg");
      await page.getByRole("button", { name: "Flere valg" }).click();
      const print = page.getByRole("button", { name: /^Skriv ut/ });
      await expect(print).toBeVisible();
      await axeFindsNothing(page, "more ways");
      await print.click();
      await page.emulateMedia({ media: "print" });
      const paper = page.locator(".print-page");
      await expect(paper.getByRole("heading", { name: "Melding med tre vedlegg" })).toBeVisible();
      await expect(paper.getByText("rapport.pdf")).toBeVisible();
      await expect(page.getByRole("listbox")).toHaveCount(0);
      await axeFindsNothing(page, "paper");
    });

    test("over the list: filters, order, views, a row's menu, and what can be done with the marked ones", async ({
      page,
      stage,
    }) => {
      await signIn(page, stage);
      await folder(page, stage, "Innboks");
      for (const [button, inside] of [
        ["Filter", page.getByRole("button", { name: "Krever handling", exact: true })],
        ["Nyeste først", page.getByRole("group", { name: "Rekkefølge" })],
      ] as const) {
        await page.getByRole("button", { name: button, exact: true }).click();
        await expect(inside).toBeVisible();
        await axeFindsNothing(page, button);
        await page.keyboard.press("Escape");
        await expect(inside).toHaveCount(0);
      }

      const all = await count(page, "Innboks");
      await page.getByRole("button", { name: /^Ulest/ }).click();
      await expect.poll(() => count(page, "Innboks")).toBeLessThan(all);
      await page.getByRole("button", { name: "Visninger" }).click();
      await page.getByRole("textbox", { name: "Navn på visningen" }).fill("Det som er nytt");
      await axeFindsNothing(page, "a view to save");
      await page.keyboard.press("Enter");
      const view = page.getByRole("button", { name: /^Det som er nytt/ });
      await expect(view).toHaveAttribute("aria-pressed", "true");
      await page.getByRole("button", { name: "Visninger" }).click();
      await expect(
        page.getByRole("button", { name: "Slett visningen Det som er nytt" }),
      ).toBeVisible();
      await axeFindsNothing(page, "saved views");
      await page.keyboard.press("Escape");
      await view.click();
      await expect.poll(() => count(page, "Innboks")).toBe(all);

      await page.getByRole("listbox", { name: /^Innboks, / }).focus();
      await page.keyboard.press("Shift+F10");
      await expect(page.getByRole("menu")).toBeVisible();
      // A menu is no landmark, and what lies under it rests while it is there.
      await axeFindsNothing(page, "a row's menu", "[role=menu]");
      await page.keyboard.press("Escape");
      await page.keyboard.press("x");
      const bar = page.getByRole("toolbar", { name: "Merkede meldinger" });
      await expect(bar.getByText("1 valgt", { exact: true })).toBeVisible();
      await axeFindsNothing(page, "one marked");
      await page.keyboard.press("Control+a");
      await expect(bar.getByText(`${all} valgt`, { exact: true })).toBeVisible();
      await axeFindsNothing(page, "all marked");
    });

    test("a receipt asked for, and a letter deleted for good: each asks once more", async ({
      page,
      stage,
    }) => {
      await signIn(page, stage);
      await folder(page, stage, "Innboks");
      await open(page, "Melding som må bekreftes");
      await page.getByRole("button", { name: /^Bekreft at meldingen er mottatt/ }).click();
      await expect(page.getByRole("button", { name: "Bekreft mottak" })).toBeVisible();
      await axeFindsNothing(page, "a receipt");
      await page.keyboard.press("Escape");

      await open(page, "Melding uten vedlegg");
      await page.getByRole("button", { name: "Flere valg" }).click();
      await page.getByRole("button", { name: /papirkurv/i }).click();
      await page.getByRole("link", { name: /^Papirkurv/ }).click();
      await page.getByRole("option", { name: /Melding uten vedlegg/ }).click();
      await page.getByRole("button", { name: "Slett for godt" }).click();
      await expect(page.getByText(/Det kan ikke angres/)).toBeVisible();
      await axeFindsNothing(page, "deleting for good");
      await page.waitForTimeout(500);
      await page.getByRole("button", { name: "Slett for godt", exact: true }).click();
      await expect(page.getByText("«Melding uten vedlegg» er slettet for godt")).toBeVisible();

      await page.getByRole("link", { name: "Aktivitet" }).click();
      const deleted = page.getByRole("option", { name: /Melding uten vedlegg/ }).first();
      await expect(deleted).toBeVisible();
      await axeFindsNothing(page, "what was done");
      await deleted.click();
      await expect(
        page.getByRole("heading", { level: 1, name: /Melding uten vedlegg/ }),
      ).toBeVisible();
      await axeFindsNothing(page, "one thing that was done");
    });

    test("groups of organisations: none, a new one, and one that is there", async ({
      page,
      stage,
    }) => {
      await signIn(page, stage);
      await folder(page, stage, "Innboks");
      const all = await count(page, "Innboks");
      const scope = page.getByRole("button", { name: /^Alle virksomheter/ }).first();
      await scope.click();
      await page.getByRole("button", { name: "Grupper …" }).click();
      const dialog = page.getByRole("dialog");
      await expect(dialog.getByText("Ingen grupper ennå")).toBeVisible();
      await axeFindsNothing(page, "no groups");
      await dialog.getByRole("button", { name: "Ny gruppe" }).click();
      await dialog.getByRole("textbox", { name: "Navn på gruppen" }).fill("Bygg");
      await dialog.getByRole("option", { name: /^Granli Eiendom/ }).click();
      await expect(dialog.getByText("1 valgt")).toBeVisible();
      await axeFindsNothing(page, "a new group");
      await dialog.getByRole("button", { name: "Lagre gruppen" }).click();
      await expect(dialog.getByRole("button", { name: "Endre Bygg" })).toBeVisible();
      await axeFindsNothing(page, "groups");
      await page.keyboard.press("Escape");
      await expect(dialog).toHaveCount(0);
      await scope.click();
      await page.getByRole("button", { name: "Bygg 1", exact: true }).click();
      await expect.poll(() => count(page, "Innboks")).toBeLessThan(all);
      await axeFindsNothing(page, "a group's messages");
    });
  });
}
