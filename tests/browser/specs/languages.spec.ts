// Three languages: the page says which one it is in, and no word of another stands on it.
import type { Page } from "@playwright/test";

import { choose, filled } from "./inbox";
import { axeFindsNothing, expect, test, type Stage } from "./stage";
import {
  isMarkedAs,
  languages,
  speaks as pageSpeaks,
  word as wordOf,
  type Language,
} from "./words";

const folders = ["inbox", "drafts", "sent", "archive", "bin"] as const;

/** Letters of the sandbox that their sender wrote in bokmål alone. */
const inBokmål = { plain: "Melding uten vedlegg", confirm: "Melding som må bekreftes" };
/** A letter that its sender wrote in all three, with letters in it. */
const inAll = {
  nb: "Søknad om skjenkebevilling",
  nn: "Søknad om skjenkeløyve",
  en: "Application for a liquor licence",
};

/** Chooses the language at the door. */
async function choosesLanguage(page: Page, stage: Stage, language: Language): Promise<void> {
  await page.goto(stage.url);
  await page.getByRole("button", { name: /^Språk:/ }).click();
  await page
    .getByRole("button", { name: wordOf(language, `settings.language.${language}`), exact: true })
    .click();
  // The page says its language before the words of it have come.
  await expect(
    page.getByRole("heading", { level: 1, name: wordOf(language, "sign-in.whoTitle") }),
  ).toBeVisible();
}

for (const language of languages) {
  const word = (id: string) => wordOf(language, id);

  /** Signs in with the language chosen, and waits for the first screen. */
  const enters = async (page: Page, stage: Stage) => {
    await choosesLanguage(page, stage, language);
    await page.getByRole("button", { name: /Kari Haugen$/ }).click();
    await expect(page.getByRole("option").first()).toBeVisible();
  };
  const goes = async (page: Page, id: string) => {
    await page
      .getByRole("link", { name: new RegExp(`^${word(id)}`) })
      .first()
      .click();
  };
  const opens = async (page: Page) => {
    await page.getByRole("button", { name: new RegExp(`^${word("messages.open")}`) }).click();
  };

  test(`every screen of accesses speaks ${language}`, async ({ page, stage }) => {
    const speaks = (where: string) => pageSpeaks(page, language, where);
    await choosesLanguage(page, stage, language);
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

  test(`every folder of messages speaks ${language}`, async ({ page, stage }) => {
    const speaks = (where: string) => pageSpeaks(page, language, where);
    await enters(page, stage);
    await goes(page, "messages.folder.inbox");
    await filled(page, stage, word("messages.folder.inbox"));
    for (const folder of folders) {
      const name = word(`messages.folder.${folder}`);
      await goes(page, `messages.folder.${folder}`);
      await expect(page.getByRole("heading", { level: 1, name, exact: true })).toBeVisible();
      await expect(page.getByRole("option").first()).toBeVisible();
      await speaks(folder);
      for (const [trigger, what] of [
        [word("messages.filter.more"), "filters"],
        [word("messages.sort.newest"), "order"],
      ] as const) {
        await page.getByRole("button", { name: trigger, exact: true }).click();
        const flyout = page.getByRole("dialog");
        // Owners and services come a moment after the rest.
        const last = word(what === "filters" ? "messages.filter.service" : "messages.sort.sender");
        await expect(flyout.getByText(last, { exact: true })).toBeVisible();
        await speaks(`${folder}, ${what}`);
        await page.keyboard.press("Escape");
        await expect(flyout).toHaveCount(0);
      }
      await page.getByRole("listbox").focus();
      await page.keyboard.press("x");
      await expect(page.getByRole("toolbar", { name: word("messages.bulk.label") })).toBeVisible();
      await speaks(`${folder}, one marked`);
      await page.keyboard.press("Escape");
      await expect(page.getByRole("toolbar", { name: word("messages.bulk.label") })).toHaveCount(0);
    }
    await goes(page, "deadlines.title");
    await expect(
      page.getByRole("heading", { level: 1, name: word("deadlines.title") }),
    ).toBeVisible();
    await expect(page.getByRole("option").first()).toBeVisible();
    await speaks("deadlines");
    for (const filter of ["requires_attention", "can_be_sent"]) {
      await page.getByRole("button", { name: word(`deadlines.filter.${filter}`) }).click();
      await speaks(`deadlines, ${filter}`);
    }
  });

  test(`a letter is marked as what it is in, and all around it speaks ${language}`, async ({
    page,
    stage,
  }) => {
    const speaks = (where: string) => pageSpeaks(page, language, where);
    const search = word("messages.search.label");
    await enters(page, stage);
    await goes(page, "messages.folder.inbox");
    await filled(page, stage, word("messages.folder.inbox"));

    await choose(page, inBokmål.plain, search);
    const row = page.getByRole("option", { name: new RegExp(inBokmål.plain) }).first();
    await isMarkedAs(row.getByText(inBokmål.plain, { exact: true }), "nb");
    const reader = page.getByRole("region", { name: word("messages.reader"), exact: true });
    await isMarkedAs(reader.getByText(inBokmål.plain, { exact: true }), "nb");
    await isMarkedAs(reader.getByText("En melding for øving."), "nb");
    await speaks("preview");
    await opens(page);
    await isMarkedAs(reader.getByText("Dette er en"), "nb");
    await speaks("letter");
    await page.getByRole("button", { name: word("messages.more"), exact: true }).click();
    await expect(page.getByRole("dialog").getByRole("button").first()).toBeVisible();
    await speaks("more of the reader");
    await page.keyboard.press("Escape");

    await choose(page, inBokmål.confirm, search);
    await opens(page);
    await page.getByRole("button", { name: word("messages.melding.confirm") }).click();
    await expect(
      page.getByRole("button", { name: word("messages.melding.confirmYes"), exact: true }),
    ).toBeVisible();
    await speaks("confirming receipt");
  });

  test(`a letter in three languages is read in ${language}, with all that is folded`, async ({
    page,
    stage,
  }) => {
    await enters(page, stage);
    await goes(page, "messages.folder.sent");
    await filled(page, stage, word("messages.folder.sent"));
    await choose(page, inAll[language], word("messages.search.label"));
    const reader = page.getByRole("region", { name: word("messages.reader"), exact: true });
    await isMarkedAs(reader.getByText(inAll[language], { exact: true }), language);
    await opens(page);
    const folds = reader.locator("summary");
    await expect(folds.first()).toBeVisible();
    for (const fold of await folds.all()) await fold.click();
    await expect(reader.locator("[aria-busy]")).toHaveCount(0);
    await pageSpeaks(page, language, "folds");
    const read = reader.getByRole("button", {
      name: new RegExp(`^${word("messages.transmissions.read")} `),
    });
    await read.first().click();
    await expect(reader.locator("[aria-busy]")).toHaveCount(0);
    await pageSpeaks(page, language, "a letter within");
  });

  test(`clients speak ${language}`, async ({ page, stage }) => {
    const speaks = (where: string) => pageSpeaks(page, language, where);
    await enters(page, stage);
    await page.getByRole("link", { name: word("clients.title"), exact: true }).click();
    const grid = page.getByRole("grid");
    await expect(grid).toBeVisible({ timeout: 30_000 });
    await speaks("matrix");
    await page.getByRole("button", { name: word("clients.filter.more"), exact: true }).click();
    await expect(page.getByRole("dialog").getByRole("button").first()).toBeVisible();
    await speaks("filters of clients");
    await page.keyboard.press("Escape");
    await grid.focus();
    await page.keyboard.press("Shift+ArrowDown");
    await grid.getByRole("columnheader").nth(1).click();
    await expect(page.getByRole("complementary", { name: word("bulk.panel") })).toBeVisible();
    await speaks("plan of clients");
    await page.getByRole("button", { name: word("bulk.paste.open") }).click();
    await page.getByRole("dialog").getByRole("textbox").fill("12 abc 123456789");
    await speaks("pasted numbers");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");

    // One is given an access, so that there is a job to look at.
    await page.getByRole("link", { name: word("clients.view.list"), exact: true }).click();
    await page
      .getByRole("listbox")
      .getByRole("option", { name: /^Granli/ })
      .click();
    await expect(page.getByRole("heading", { level: 1, name: /^Granli/ })).toBeVisible();
    await speaks("one client");
    await page.getByRole("button", { name: /Granli.+ KystMva$/ }).click();
    const add = word("bulk.confirmButton.add");
    await page.getByRole("button", { name: new RegExp(`^${add} 1 `) }).click();
    const sure = page.getByRole("button", { name: add, exact: true });
    await expect(sure).toBeVisible();
    await speaks("confirmation of a job");
    await page.waitForTimeout(500);
    await sure.click();
    for (const view of ["jobs", "templates", "coverage", "mine"]) {
      const link = page.getByRole("link", { name: word(`clients.view.${view}`), exact: true });
      await link.click();
      await expect(link).toHaveAttribute("aria-current", "page");
      const title = page.locator("[data-screen-title]");
      await expect(title).toHaveText(word(`clients.view.${view}`));
      await speaks(view);
      if (view !== "jobs" && view !== "coverage") continue;
      await page.getByRole("option", { name: /^KystMva/ }).click();
      await expect(page.getByRole("heading", { level: 1, name: /^KystMva/ })).toBeVisible();
      await speaks(`${view}, opened`);
    }
  });
}
