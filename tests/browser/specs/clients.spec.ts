// Client administration in the hands of an accountant: the matrix by key, fifty clients from pasted numbers, a job
// that is watched and taken back, a client by itself, and every part of it for axe in both colours.
import type { Locator, Page } from "@playwright/test";

import {
  asked,
  axeFindsNothing,
  confirm,
  expect,
  given,
  nothingIsRefused,
  put,
  signIn,
  test,
  world,
  type Given,
  type Stage,
} from "./stage";
import { AGENTS, CHANGES, clients, FIRM, GUARD_MS } from "./matrix";

/** How many rows the matrix has, loaded or not. */
async function count(grid: Locator): Promise<number> {
  return Number(await grid.getAttribute("aria-rowcount")) - 1;
}

/** The cell that the keys mean, as text. */
function active(grid: Locator): Promise<string> {
  return grid.evaluate((element) => {
    const id = element.getAttribute("aria-activedescendant");
    return id === null ? "" : (document.getElementById(id)?.textContent ?? "");
  });
}

/** Organisation numbers of the first clients in sight whose cell in a column can be given. */
async function canBeGiven(grid: Locator, column: number, most: number): Promise<string[]> {
  return grid.evaluate(
    (element, { column, most }) =>
      [...element.querySelectorAll('[role="row"]')]
        .filter((row) =>
          (row.querySelectorAll('[role="gridcell"]')[column]?.textContent ?? "").startsWith(
            "Kan gis",
          ),
        )
        .map((row) => /\d{3}\u2009\d{3}\u2009\d{3}/.exec(row.textContent ?? "")?.[0] ?? "")
        .filter((number) => number !== "")
        .map((number) => number.replace(/\u2009/g, ""))
        .slice(0, most),
    { column, most },
  );
}

/** The title of a column, without its numbers. */
async function columnTitle(grid: Locator, column: number): Promise<string> {
  return (
    (await grid
      .getByRole("columnheader")
      .nth(column + 1)
      .locator("b")
      .textContent()) ?? ""
  ).replaceAll("\u00AD", "");
}

/** The first column in which at least so many of the clients in sight can be given. */
async function roomyColumn(
  grid: Locator,
  least: number,
): Promise<{ column: number; numbers: string[] }> {
  const columns = (await grid.getByRole("columnheader").count()) - 1;
  for (let column = 0; column < columns; column++) {
    const numbers = await canBeGiven(grid, column, least);
    if (numbers.length >= least) return { column, numbers };
  }
  throw new Error(`no column in which ${least} clients can be given`);
}

test("the matrix is walked by key, and the focus never leaves it", async ({ page, stage }) => {
  const grid = await clients(page, stage);
  await grid.focus();
  await page.keyboard.press("Control+End");
  await expect.poll(() => active(grid)).not.toBe("");
  await expect(grid).toBeFocused();
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("Space");
  await page.keyboard.press("Shift+ArrowDown");
  await expect(page.getByRole("heading", { level: 2, name: "2 klienter valgt" })).toBeVisible();
  await page.keyboard.press("Control+a");
  const all = await count(grid);
  await expect(
    page.getByRole("heading", { level: 2, name: `${all} klienter valgt` }),
  ).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("complementary", { name: "Forhåndsvisning" })).toHaveCount(0);
  expect(await asked(stage, "POST", CHANGES), "nothing was sent").toBe(0);
});

test("pasted numbers get an access in five activations, and the job can be taken back", async ({
  page,
  stage,
}) => {
  const grid = await clients(page, stage);
  const { column, numbers } = await roomyColumn(grid, 3);
  const title = await columnTitle(grid, column);
  let activations = 0;
  const press = async (target: Locator) => {
    activations += 1;
    await target.click();
  };

  await press(page.getByRole("button", { name: "Lim inn org.nr." }));
  await page
    .getByRole("textbox", { name: /^Organisasjonsnumre/ })
    .fill(`${numbers.join("\n")}\n123456789`);
  await expect(page.getByRole("region", { name: "1 oppføring kunne ikke brukes" })).toBeVisible();
  await press(page.getByRole("button", { name: `Velg ${numbers.length} klienter` }));
  await press(grid.getByRole("columnheader").nth(column + 1));
  await press(page.getByRole("button", { name: `Legg til ${numbers.length} klienter` }));
  await expect(page.getByText(new RegExp(`^Du gir ${title} tilgang til`))).toBeVisible();
  expect(await asked(stage, "POST", CHANGES)).toBe(0);
  await page.waitForTimeout(GUARD_MS + 100);
  await press(
    page
      .getByRole("complementary", { name: "Forhåndsvisning" })
      .getByRole("button", { name: "Legg til", exact: true }),
  );
  expect(activations).toBe(5);
  await expect.poll(() => asked(stage, "POST", CHANGES), { timeout: 30_000 }).toBe(numbers.length);

  await page.getByRole("link", { name: "Oppdrag", exact: true }).click();
  await page
    .getByRole("option", { name: new RegExp(`^${title}: `) })
    .first()
    .click();
  await expect(
    page.getByText(`Ferdig. ${numbers.length} endret`, { exact: false }).first(),
  ).toBeVisible({
    timeout: 30_000,
  });
  await page.getByRole("button", { name: "Angre …" }).click();
  await page.waitForTimeout(GUARD_MS + 100);
  await page.getByRole("button", { name: "Angre", exact: true }).click();
  await expect
    .poll(() => asked(stage, "POST", CHANGES), { timeout: 30_000 })
    .toBe(2 * numbers.length);
});

test("an access that was just approved leads to its clients, with its column aimed at", async ({
  page,
  stage,
}) => {
  // The firm is read before there is such an access: it is read once more for it.
  await clients(page, stage);
  const read = await asked(stage, "GET", AGENTS);
  await page.getByRole("link", { name: /^Godkjenning/ }).click();
  await page
    .getByRole("option", { name: /^Havn Årsoppgjør,/ })
    .first()
    .click();
  await confirm(page, "Godkjenn …", "Godkjenn");
  await page.getByRole("button", { name: "Velg klienter" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Klienter" })).toBeVisible();
  const column = page.getByRole("columnheader", { name: /^Havn Årsoppgjør, / });
  await expect(column).toHaveAttribute("aria-selected", "true", { timeout: 30_000 });
  await expect(column).toBeInViewport({ ratio: 1 });
  await expect(page.getByText(/^Velg klientene som Havn Årsoppgjør skal handle for/)).toBeVisible();
  expect(await asked(stage, "GET", AGENTS)).toBe(read + 1);
  await axeFindsNothing(page, "clients of an access");
  await page
    .getByRole("rowheader", { name: /^Fjord Snekkeri AS/ })
    .first()
    .click();
  const panel = page.getByRole("complementary", { name: "Forhåndsvisning" });
  await expect(panel.getByRole("combobox").locator("option:checked")).toHaveText("Havn Årsoppgjør");
  await expect(panel.getByRole("button", { name: "Legg til 1 klient" })).toBeVisible();
});

test("an access that was opened leads to its clients, in the list as well", async ({
  page,
  stage,
}) => {
  await signIn(page, stage);
  await page.getByRole("link", { name: /^Systemtilganger/ }).click();
  await page.getByRole("option", { name: /^KystMva,/ }).click();
  await page.getByRole("button", { name: "Se og velg klienter" }).click();
  const column = page.getByRole("columnheader", { name: /^KystMva, / });
  await expect(column).toHaveAttribute("aria-selected", "true", { timeout: 30_000 });
  await page.getByRole("link", { name: "Én og én", exact: true }).click();
  await expect(page.getByText(/^Velg klientene som KystMva skal handle for/)).toBeVisible();
  const list = page.getByRole("listbox", { name: /^Klienter, / });
  await list.focus();
  await page.keyboard.press("Space");
  await page.getByRole("button", { name: "Vis planen" }).click();
  await expect(page.getByRole("combobox").locator("option:checked")).toHaveText("KystMva");
});

test("numbers that were copied are pasted right over the matrix", async ({
  page,
  stage,
  context,
}) => {
  const grid = await clients(page, stage);
  const { numbers } = await roomyColumn(grid, 3);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate((text) => navigator.clipboard.writeText(text), numbers.join(", "));
  await grid.focus();
  await page.keyboard.press("Control+v");
  await page.getByRole("button", { name: `Velg ${numbers.length} klienter` }).click();
  await expect(
    page.getByRole("heading", { level: 2, name: `${numbers.length} klienter valgt` }),
  ).toBeVisible();
});

/** Who has a client, by name. */
function agentsOf(all: readonly Given[], client: string): string[] {
  return [...new Set(all.filter((one) => one.client === client).map(({ agent }) => agent))].sort();
}

test("one client by itself: four accesses in one job", async ({ page, stage }) => {
  await clients(page, stage);
  await page.getByRole("link", { name: "Én og én", exact: true }).click();
  const list = page.getByRole("listbox", { name: /^Klienter, / });
  await list.getByRole("option", { name: /^Granli/ }).click();
  const title = page.getByRole("heading", { level: 1, name: /^Granli/ });
  await expect(title).toBeVisible();
  const { organisations } = await world(stage);
  const client = organisations.find(({ name }) => /^Granli/i.test(name))?.orgNo ?? "";
  const before = await given(stage, FIRM);
  const wanted = ["KystMva", "Oppdrag Klientportal", "Fjellbekk Klientlønn", "Jon Bergli"];
  for (const agent of wanted) {
    const add = page.getByRole("button", { name: new RegExp(`^Legg til Granli.+ i ${agent}$`) });
    await add.click();
    await expect(add).toHaveAttribute("aria-pressed", "true");
  }
  await axeFindsNothing(page, "four accesses in the plan");
  await confirm(page, "Legg til 4 tilganger", "Legg til");
  // The sandbox holds exactly those four more, and everything that it held before.
  await expect
    .poll(async () => agentsOf(await given(stage, FIRM), client), { timeout: 30_000 })
    .toEqual([...agentsOf(before, client), ...wanted].sort());
  const others = (all: readonly Given[]) => all.filter((one) => one.client !== client);
  expect(others(await given(stage, FIRM))).toEqual(others(before));
  await page.getByRole("button", { name: "Vis", exact: true }).click();
  await expect(page.getByText("Ferdig. 4 endret", { exact: false }).first()).toBeVisible({
    timeout: 30_000,
  });
});

test("a client that Altinn refuses fails alone, says why, and is tried again", async ({
  page,
  stage,
}) => {
  const grid = await clients(page, stage);
  const { column, numbers } = await roomyColumn(grid, 3);
  const title = await columnTitle(grid, column);
  const refused = numbers[1] ?? "";
  // After the clients were read, one of them takes back what it gave.
  await put(stage, `relations/${FIRM}/${refused}`, { packages: ["merverdiavgift"] });
  await page.getByRole("button", { name: "Lim inn org.nr." }).click();
  await page.getByRole("textbox", { name: /^Organisasjonsnumre/ }).fill(numbers.join(" "));
  await page.getByRole("button", { name: `Velg ${numbers.length} klienter` }).click();
  await grid
    .getByRole("columnheader")
    .nth(column + 1)
    .click();
  await confirm(page, `Legg til ${numbers.length} klienter`, "Legg til");

  await page.getByRole("link", { name: "Oppdrag", exact: true }).click();
  await page.getByRole("option", { name: new RegExp(`^${title}: la til`) }).click();
  await expect(page.getByText("Ferdig. 2 endret, 1 feilet.").first()).toBeVisible({
    timeout: 30_000,
  });
  await page.getByRole("button", { name: /^Feilet/ }).click();
  const rows = page.getByRole("listbox", { name: "Klienter i oppdraget, 1" });
  await expect(rows.getByRole("option")).toHaveCount(1);
  await expect(rows.getByRole("option")).toContainText(/Klienten/);
  await axeFindsNothing(page, "a client that was refused");
  // Not tried again by itself.
  const sent = await asked(stage, "POST", CHANGES);
  const holders = async () =>
    (await given(stage, FIRM)).filter(({ agent }) => agent === title).map(({ client }) => client);
  expect(await holders()).not.toContain(refused);

  await put(stage, `relations/${FIRM}/${refused}`, { roles: ["regnskapsforer"] });
  await page.getByRole("button", { name: "Prøv den som feilet på nytt" }).click();
  await expect(page.getByText("Ferdig. 3 endret", { exact: false }).first()).toBeVisible({
    timeout: 30_000,
  });
  expect(await asked(stage, "POST", CHANGES), "only the one that failed is sent again").toBe(
    sent + 1,
  );
  expect(await holders()).toEqual(expect.arrayContaining(numbers));
});

for (const scheme of ["light", "dark"] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });
    nothingIsRefused();

    test("every part of it: axe finds nothing, and the policy refuses nothing", async ({
      page,
      stage,
    }) => {
      const grid = await clients(page, stage);
      await axeFindsNothing(page, "matrix");
      await grid.focus();
      await page.keyboard.press("Shift+ArrowDown");
      await grid.getByRole("columnheader").nth(1).click();
      await expect(page.getByRole("complementary", { name: "Forhåndsvisning" })).toBeVisible();
      await axeFindsNothing(page, "preview");
      await page.getByRole("button", { name: "Lim inn org.nr." }).click();
      await page.getByRole("textbox", { name: /^Organisasjonsnumre/ }).fill("12 abc 123456789");
      await axeFindsNothing(page, "pasted numbers");
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Les inn fil" }).click();
      await axeFindsNothing(page, "file");
      await page.keyboard.press("Escape");
      for (const view of ["Én og én", "Oppdrag", "Maler", "Dekning", "Mine tilganger"]) {
        await page.getByRole("link", { name: view, exact: true }).click();
        await expect(page.getByRole("link", { name: view, exact: true })).toHaveAttribute(
          "aria-current",
          "page",
        );
        const row = page.getByRole("option").first();
        if ((await row.count()) > 0) await row.click();
        await axeFindsNothing(page, view);
      }
      await page.getByRole("link", { name: "Dekning", exact: true }).click();
      await page.getByRole("button", { name: "Legg til ansatt" }).click();
      await axeFindsNothing(page, "adding a person");
    });
  });
}
