// What a clerk does with a list of messages, for the stories about them.
import { expect, type Page } from "@playwright/test";

import { asked, world, type Stage } from "./stage";

/** Looking for messages, at Altinn. */
export const SEARCHES = /\/dialogporten\/api\/v1\/enduser\/dialogs$/;
const READING =
  /Henter meldinger|Hentar meldingar|Fetching messages|Ser etter nytt|Looking for news|Meldinger hentes|Meldingar blir henta|Messages are fetched/;

/** Opening a message, at Altinn. */
export const OPENED = /\/dialogporten\/api\/v1\/enduser\/dialogs\/[0-9a-f-]+$/;

/** Goes to a folder of messages, and waits until the first fill and the poll after it have come to their end. */
export async function folder(page: Page, stage: Stage, name: string): Promise<void> {
  await page.getByRole("link", { name: new RegExp(`^${name}`) }).click();
  await filled(page, stage, name);
}

/** Waits until the first fill and the poll after it have come to their end; a folder is shown. */
export async function filled(page: Page, stage: Stage, name: string): Promise<void> {
  await expect(page.getByRole("listbox", { name: new RegExp(`^${name}, `) })).toBeVisible();
  await expect(page.getByRole("option").first()).toBeVisible();
  await expect.poll(() => asked(stage, "GET", SEARCHES)).toBeGreaterThanOrEqual(2);
  // What was asked for last is written as well when the status line says no more that anything is read.
  await expect(page.getByText(READING)).toHaveCount(0);
  let before = -1;
  await expect
    .poll(async () => {
      const last = before;
      before = await count(page, name);
      return before === last;
    })
    .toBe(true);
}

/** How many messages the list says that there are. */
export async function count(page: Page, name: string): Promise<number> {
  const label = await page
    .getByRole("listbox", { name: new RegExp(`^${name}, `) })
    .getAttribute("aria-label");
  return Number(/(\d+) (?:meldinger|meldingar|messages)/.exec(label ?? "")?.[1] ?? Number.NaN);
}

/** Finds a message by its title and chooses it: the preview comes, nothing is opened. */
export async function choose(
  page: Page,
  title: string,
  searchWord = "Søk i meldinger",
): Promise<void> {
  await page.getByRole("button", { name: searchWord }).click();
  await page.getByRole("searchbox", { name: searchWord }).fill(title);
  await page
    .getByRole("option", { name: new RegExp(title) })
    .first()
    .click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
}

/** Finds a message by its title and opens it. */
export async function open(page: Page, title: string): Promise<void> {
  await choose(page, title);
  await page.getByRole("button", { name: /^Åpne/ }).click();
  await expect(page.getByText(/^Åpnet av deg/).first()).toBeVisible();
}

/** How many messages bear a label, at Altinn. */
export async function labelled(stage: Stage, label: string): Promise<number> {
  const { dialogs } = await world(stage);
  return dialogs.filter(({ labels }) => labels.includes(label)).length;
}
