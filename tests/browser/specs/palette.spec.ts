// Ctrl+K: one field for actors, commands, and what is pasted.
import type { Page } from "@playwright/test";

import { expect, seeded, signIn, test, world, type Stage } from "./stage";

const results = (page: Page) => page.getByRole("listbox", { name: "Treff" });

/** Opens the palette and puts a text into it, as a paste does. */
async function ask(page: Page, text: string): Promise<void> {
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("combobox", { name: "Søk og kommandoer" })).toBeFocused();
  await page.keyboard.insertText(text);
}

async function orgNoOf(stage: Stage, name: string): Promise<string> {
  const found = (await world(stage)).organisations.find(
    (o) => o.name.toUpperCase() === name.toUpperCase(),
  );
  if (!found?.orgNo) throw new Error(`no organisation ${name}`);
  return found.orgNo;
}

test("the palette finds an actor, a command, an organisation number and a link", async ({
  page,
  stage,
}) => {
  await signIn(page, stage);

  await ask(page, "granli");
  await expect(results(page).getByRole("option").first()).toHaveAccessibleName(
    /^Granli Eiendom AS/,
  );
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Granli Eiendom AS" }).first()).toBeVisible();
  await expect(page.getByRole("option", { name: /for Fjord Snekkeri/ })).toHaveCount(0);

  // The command, and after it the way on to a search of messages.
  await ask(page, "mørke");
  await expect(results(page).getByRole("option")).toHaveCount(2);
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-color-scheme", "dark");

  const fjord = await orgNoOf(stage, "Fjord Snekkeri AS");
  await ask(page, `${fjord.slice(0, 3)} ${fjord.slice(3, 6)} ${fjord.slice(6)}`);
  await expect(results(page).getByRole("option").first()).toHaveAccessibleName(/Fjord Snekkeri AS/);
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Fjord Snekkeri AS" })).toBeVisible();

  await ask(page, "vis alle virksomheter");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: /^Alle virksomheter/ }).first()).toBeVisible();
  const { confirmUrl } = await seeded(stage, "approvable");
  await ask(page, confirmUrl);
  await expect(results(page).getByRole("option", { name: /^Lenke fra Altinn/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: /SmartCloud Faktura/ })).toBeVisible();
});

test("the palette says what is wrong with a number or a link, and gives the focus back", async ({
  page,
  stage,
}) => {
  await signIn(page, stage);
  const row = page.getByRole("option", { name: /SmartCloud Faktura/ });
  await row.click();
  const title = page.getByRole("heading", { level: 1, name: /SmartCloud Faktura/ });
  await expect(title).toBeVisible();

  await ask(page, "123456789");
  await expect(
    page.getByRole("alert").filter({ hasText: "123456789 er ikke et gyldig" }),
  ).toBeVisible();
  await page.keyboard.press("Escape");

  await ask(
    page,
    "https://am.ui.altinn.no.evil.example/accessmanagement/ui/systemuser/request?id=1",
  );
  await expect(page.getByRole("alert").filter({ hasText: "evil.example" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByRole("listbox", { name: "Forespørsler" })).toBeFocused();

  await ask(page, "finnesikke");
  const only = results(page).getByRole("option");
  await expect(only).toHaveCount(1);
  await expect(only).toHaveAccessibleName("Søk etter «finnesikke» i meldinger");
});
