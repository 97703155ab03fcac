// Letters that are out to do harm, or are served in odd ways, as they are drawn: nothing of them runs, nothing leaves
// the window, and what they hide is shown.
import type { Locator, Page } from "@playwright/test";

import { folder, open } from "./inbox";
import {
  axeFindsNothing,
  entitled,
  expect,
  fitsSideways,
  nothingIsRefused,
  signIn,
  test,
} from "./stage";

nothingIsRefused();

/** Elements that a letter may be drawn with. */
const DRAWN =
  "a abbr b bdi blockquote br button caption code dd del div dl dt em h2 h3 h4 h5 h6 hr i ins li ol p path pre s span strong sub sup svg table tbody td tfoot th thead tr u ul";

/** What the page did that no letter may make it do. */
interface Deeds {
  /** Addresses beyond the page's own origin. */
  requests: string[];
  /** Dialogs of the engine's own, and pages that were opened. */
  shown: string[];
}

/** Watches the page from here on. */
function deeds(page: Page, own: string): Deeds {
  const origin = new URL(own).origin;
  const seen: Deeds = { requests: [], shown: [] };
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !url.startsWith("data:") && !url.startsWith("blob:"))
      seen.requests.push(url);
  });
  page.on("dialog", (dialog) => {
    seen.shown.push(dialog.message());
    void dialog.dismiss();
  });
  page.on("popup", (popup) => seen.shown.push(popup.url()));
  return seen;
}

/** What is read. */
function letterOf(page: Page): Locator {
  return page.getByRole("region", { name: "Melding", exact: true });
}

/** The letter is made of what a letter may be made of, and of nothing that acts by itself. */
async function isHarmless(page: Page): Promise<void> {
  const odd = await letterOf(page).evaluate((element, allowed) => {
    const names = new Set(allowed.split(" "));
    const body = [...element.querySelectorAll('[class*="_document_"] *')];
    if (body.length === 0) return ["there is no letter"];
    return body
      .filter(
        (one) =>
          !names.has(one.localName) ||
          one.getAttributeNames().some((name) => name.startsWith("on") || name === "srcdoc") ||
          /^(javascript|data|file|tauri):/i.test(one.getAttribute("href") ?? ""),
      )
      .map((one) => one.outerHTML.slice(0, 80));
  }, DRAWN);
  expect(odd).toEqual([]);
}

test("scripts, forms, pictures and forged addresses in a letter stay words", async ({
  page,
  stage,
}) => {
  await entitled(stage, "hostile", "Brev som vil ondt");
  const seen = deeds(page, stage.url);
  await signIn(page, stage);
  await folder(page, stage, "Innboks");
  await open(page, "Brev som vil ondt");
  await isHarmless(page);
  // What would turn the sender's name round is written out.
  await expect(letterOf(page).getByText("Skatteetaten‹U+202E›").first()).toBeVisible();
  await axeFindsNothing(page, "a hostile letter");
  await fitsSideways(page, "a hostile letter");

  // A link says where it leads before it leads there, whatever it calls itself.
  await page
    .getByRole("link", { name: /skatteetaten\.example/ })
    .first()
    .click();
  const question = page.getByRole("dialog");
  await expect(question.getByText(/angriper\.example/).first()).toBeVisible();
  expect(stage.opened).toEqual([]);
  await axeFindsNothing(page, "where a link leads");
  await page.keyboard.press("Escape");
  await expect(question).toHaveCount(0);
  expect(seen).toEqual({ requests: [], shown: [] });
});

test("a letter in HTML is drawn from what is allowed of it, and says that there was more", async ({
  page,
  stage,
}) => {
  await entitled(stage, "hostile-html", "Brev i et annet format");
  const seen = deeds(page, stage.url);
  await signIn(page, stage);
  await folder(page, stage, "Innboks");
  await open(page, "Brev i et annet format");
  await expect(page.getByText(/^Meldingen har deler som ikke vises her/)).toBeVisible();
  await expect(page.getByRole("heading", { name: "Hei", exact: true })).toBeVisible();
  await isHarmless(page);
  await axeFindsNothing(page, "a hostile letter in HTML");
  expect(seen).toEqual({ requests: [], shown: [] });
});

for (const width of [1440, 320]) {
  test.describe(`${width} px wide`, () => {
    test.use({ viewport: { width, height: 800 } });

    test("words of any length stay in their place", async ({ page, stage }) => {
      await page.goto(stage.url);
      await page.getByRole("button", { name: "Fortsett som Kari Haugen" }).click();
      if (width < 1000) await page.getByRole("button", { name: "Meny" }).click();
      await page.getByRole("link", { name: /^Innboks/ }).click();
      const row = page.getByRole("option", { name: /Fylkestrafikksikkerhet/ }).first();
      await row.click();
      await fitsSideways(page, "the preview");
      await page.getByRole("button", { name: /^Åpne/ }).click();
      await expect(page.getByText(/^Åpnet av deg/).first()).toBeVisible();
      await fitsSideways(page, "the letter");
    });
  });
}

test("what is served in odd ways is shown, or it is said why not", async ({ page, stage }) => {
  const seen = deeds(page, stage.url);
  await signIn(page, stage);
  await folder(page, stage, "Innboks");
  for (const [tag, said] of [
    ["embed-plain", "Et brev."],
    ["embed-html", "Et eldre brev."],
    ["embed-moved", "Et brev."],
    ["embed-elsewhere", "Innhold fra en annen vert."],
    ["embed-too-large", "Innholdet er for stort til å vises her"],
    ["embed-empty", "Avsenderen har ikke lagt noe innhold i meldingen."],
    ["embed-refused", "Du kan se at meldingen finnes, men ikke lese innholdet."],
  ] as const) {
    await open(page, `Innhold: ${tag}`);
    await expect(letterOf(page).getByText(said), tag).toBeVisible();
  }
  await axeFindsNothing(page, "content that is not shown");
  expect(seen).toEqual({ requests: [], shown: [] });
});
