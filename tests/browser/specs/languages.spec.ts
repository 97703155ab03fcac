// Three languages: the page says which one it is in, and no word of another stands on it.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";

import { axeFindsNothing, expect, test } from "./stage";

const languages = ["nb", "nn", "en"] as const;
type Language = (typeof languages)[number];

function messages(language: Language): Record<string, string> {
  const folder = fileURLToPath(
    new URL(`../../../ui/src/i18n/messages/${language}/`, import.meta.url),
  );
  return Object.assign(
    {},
    ...readdirSync(folder).map(
      (file) => JSON.parse(readFileSync(`${folder}${file}`, "utf8")) as object,
    ),
  ) as Record<string, string>;
}

const catalogues = Object.fromEntries(
  languages.map((language) => [language, messages(language)]),
) as Record<Language, Record<string, string>>;

/** Whole texts of the other languages that are no text of this one. */
function foreignTo(language: Language): Set<string> {
  const own = new Set(Object.values(catalogues[language]));
  return new Set(
    languages
      .filter((other) => other !== language)
      .flatMap((other) => Object.values(catalogues[other]))
      .filter((text) => text.length > 3 && !own.has(text) && !/[{<]/.test(text)),
  );
}

/** Everything that is written or read aloud on the page, piece by piece, but what is marked as another language. */
async function texts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const language = document.documentElement.lang;
    const found: string[] = [];
    for (const element of document.querySelectorAll("body *")) {
      if (element.closest("[lang]")?.getAttribute("lang") !== language) continue;
      for (const name of ["aria-label", "placeholder", "title", "alt"]) {
        found.push(element.getAttribute(name) ?? "");
      }
      for (const node of element.childNodes)
        if (node.nodeType === Node.TEXT_NODE) found.push(node.nodeValue ?? "");
    }
    return found.map((text) => text.trim()).filter((text) => text !== "");
  });
}

for (const language of languages) {
  const words = catalogues[language];
  const word = (id: string) => {
    const text = words[id];
    if (text === undefined) throw new Error(`no message ${id}`);
    return text;
  };

  test(`every screen speaks ${language}`, async ({ page, stage }) => {
    const foreign = foreignTo(language);
    const speaks = async (where: string) => {
      await expect(page.locator("html")).toHaveAttribute("lang", language);
      const seen = await texts(page);
      expect(
        seen.filter((text) => foreign.has(text)),
        `${where}: words of another language`,
      ).toEqual([]);
      expect(
        seen.filter((text) => text in words),
        `${where}: ids instead of words`,
      ).toEqual([]);
    };

    await page.goto(stage.url);
    await page.getByRole("button", { name: /^Språk:/ }).click();
    await page
      .getByRole("button", { name: word(`settings.language.${language}`), exact: true })
      .click();
    // The page says its language before the words of it have come.
    await expect(
      page.getByRole("heading", { level: 1, name: word("sign-in.whoTitle") }),
    ).toBeVisible();
    await speaks("sign-in");
    await axeFindsNothing(page, "sign-in");

    await page.keyboard.press("F1");
    await expect(page.getByRole("dialog")).toBeVisible();
    await speaks("help");
    await page.keyboard.press("Escape");

    await page.getByRole("button", { name: /Kari Haugen$/ }).click();
    await page.getByRole("option", { name: /SmartCloud Faktura/ }).click();
    await expect(page.getByRole("heading", { level: 1, name: /SmartCloud Faktura/ })).toBeVisible();
    await speaks("approvals");
    await page.keyboard.press("Control+Enter");
    await speaks("confirmation");
    await axeFindsNothing(page, "confirmation");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+k");
    await speaks("palette");
    await page.keyboard.press("Escape");

    for (const [id, name] of [
      ["systemUsers", "frame.systemUsers"],
      ["organisations", "frame.organisations"],
      ["activity", "frame.activity"],
      ["settings", "frame.settings"],
    ] as const) {
      await page.getByRole("link", { name: word(name), exact: true }).click();
      await expect(page.getByRole("heading", { level: 1, name: word(name) }).first()).toBeVisible();
      const row = page.getByRole("option").first();
      if (id !== "settings") await row.click();
      await speaks(id);
      expect(await page.title()).toContain(word(name));
    }
    await page.getByRole("button", { name: /Kari Haugen$/ }).click();
    await speaks("user menu");
    await page.getByRole("button", { name: word("frame.about") }).click();
    await expect(page.getByRole("heading", { level: 1, name: word("frame.about") })).toBeVisible();
    await speaks("about");
  });
}
