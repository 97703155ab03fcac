// What came with a letter: fetched when asked for, shown in a window of its own, saved.
import { readdirSync, readFileSync } from "node:fs";
import type { Page } from "@playwright/test";

import { folder, open } from "./inbox";
import {
  axeFindsNothing,
  expect,
  faults,
  fitsSideways,
  nothingIsRefused,
  signIn,
  test,
  type Stage,
} from "./stage";

/** Opens the letter with three files. */
async function letter(page: Page, stage: Stage): Promise<void> {
  await signIn(page, stage);
  await folder(page, stage, "Innboks");
  await open(page, "Melding med tre vedlegg");
}

/** Fetches a file of the open letter, and gives the window that shows it. */
async function shown(page: Page, name: string): Promise<Page> {
  await page.getByRole("button", { name: `Hent ${name}` }).click();
  const view = page.getByRole("button", { name: `Vis ${name}` });
  const coming = page.waitForEvent("popup");
  await view.click();
  const window = await coming;
  await expect(window.getByRole("heading", { level: 1, name })).toBeVisible();
  return window;
}

for (const scheme of ["light", "dark"] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });
    nothingIsRefused();

    test("a PDF, a picture and a text are each shown in a window of their own", async ({
      page,
      stage,
    }) => {
      await letter(page, stage);

      const pdf = await shown(page, "rapport.pdf");
      const first = pdf.getByRole("group", { name: /^Side 1 av \d+$/ });
      await expect(first).toBeVisible();
      // Drawn for the eye, and there as text for those who listen.
      await expect(first.locator("canvas")).toHaveAttribute("width", /^[1-9]\d{2,}$/);
      await expect(first.getByText(/\S/).first()).toBeAttached();
      await axeFindsNothing(pdf, "a PDF");
      const before = (await first.boundingBox())?.width ?? 0;
      await pdf.getByRole("button", { name: "Større" }).click();
      await expect(pdf.getByRole("status").filter({ hasText: "125" })).toBeVisible();
      await expect
        .poll(async () => (await first.boundingBox())?.width ?? 0)
        .toBeGreaterThan(before);
      await pdf.close();
      // The letter is where it was, and asks for nothing again.
      await expect(page.getByRole("button", { name: "Vis rapport.pdf" })).toBeVisible();

      const picture = await shown(page, "kart.png");
      await expect(picture.getByRole("img", { name: "Bildet i kart.png" })).toBeVisible();
      await axeFindsNothing(picture, "a picture");
      await picture.close();

      const text = await shown(page, "liste.txt");
      await expect(text.locator("pre")).not.toBeEmpty();
      await fitsSideways(text, "a text");
      await axeFindsNothing(text, "a text");
    });
  });
}

test("a file that is no PDF though it is called one is said to be none", async ({
  page,
  stage,
}) => {
  await letter(page, stage);
  // Looks like a PDF from the outside, and breaks off.
  await faults(stage, [{ path: "*/download", status: 200, body: "%PDF-1.7 and no more" }]);
  const view = await shown(page, "rapport.pdf");
  await expect(view.getByText("Fila kan ikke vises her")).toBeVisible();
  await axeFindsNothing(view, "not shown");
});

test("all of a letter is saved as a folder, and as one file", async ({ page, stage }) => {
  await letter(page, stage);
  const saved = async (button: string, as: RegExp) => {
    await page.getByRole("button", { name: button }).click();
    const said = page.getByRole("status").filter({ hasText: as });
    await expect(said).toHaveCount(1);
    return as.exec(await said.innerText())?.[1] ?? "";
  };
  const folderPath = await saved("Lagre alle i en mappe", /^4 filer er lagret i (.+vedlegg)$/);
  // Altinn itself puts one file beside them that holds them all.
  expect(readdirSync(folderPath).sort()).toEqual([
    "Alle vedlegg.zip",
    "kart.png",
    "liste.txt",
    "rapport.pdf",
  ]);
  const zip = await saved("Som zip", /^4 filer er lagret i (.+\.zip)$/);
  expect(readFileSync(zip).subarray(0, 2).toString()).toBe("PK");
});
