// The app's words as they stand in its catalogues, and what of other languages is written on a page.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, type Locator, type Page } from "@playwright/test";

export const languages = ["nb", "nn", "en"] as const;
export type Language = (typeof languages)[number];

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

/** The words of a message. */
export function word(language: Language, id: string): string {
  const text = catalogues[language][id];
  if (text === undefined) throw new Error(`no message ${id}`);
  return text;
}

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

const foreign = Object.fromEntries(
  languages.map((language) => [language, foreignTo(language)]),
) as Record<Language, Set<string>>;

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

/** The page says that it is in this language, and no word of another stands on it. */
export async function speaks(page: Page, language: Language, where: string): Promise<void> {
  await expect(page.locator("html")).toHaveAttribute("lang", language);
  const seen = await texts(page);
  expect(
    seen.filter((text) => foreign[language].has(text)),
    `${where}: words of another language`,
  ).toEqual([]);
  expect(
    seen.filter((text) => text in catalogues[language]),
    `${where}: ids instead of words`,
  ).toEqual([]);
}

/** What is written there is marked as this language: by itself, or by what it stands in. */
export async function isMarkedAs(text: Locator, language: string): Promise<void> {
  await expect
    .poll(() => text.evaluate((element) => element.closest("[lang]")?.getAttribute("lang")))
    .toBe(language);
}
