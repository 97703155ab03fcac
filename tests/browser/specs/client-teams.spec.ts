// Clients of a team: a label of one's own, a template that says with whom they lie, and changes out of a spreadsheet.
import { readFileSync } from "node:fs";

import { CHANGES, clients, FIRM, GUARD_MS } from "./matrix";
import { asked, axeFindsNothing, confirm, expect, given, test } from "./stage";

const TEAM = "Team Kyst";

test("clients of a team are given what its template says, in one job, and then nothing deviates", async ({
  page,
  stage,
}) => {
  const grid = await clients(page, stage);
  await grid.focus();
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("Space");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await page.getByRole("button", { name: "Merkelapp, gruppe eller mal" }).click();
  await page.getByRole("dialog").getByRole("textbox", { name: "Navn" }).fill(TEAM);
  await axeFindsNothing(page, "a new label");
  await page.getByRole("button", { name: "Ny merkelapp" }).click();
  await expect(page.getByText(`${TEAM} er satt på 3 klienter`)).toBeVisible();

  await page.getByRole("link", { name: "Maler", exact: true }).click();
  await page.getByRole("button", { name: "Ny mal" }).click();
  await page.getByRole("textbox", { name: "Navn" }).fill("Mva for kysten");
  await page.getByLabel("Hvilke klienter").selectOption({ label: `Merkelappen ${TEAM}` });
  await page.getByRole("checkbox", { name: "KystMva" }).check();
  await axeFindsNothing(page, "a new template");
  await page.getByRole("button", { name: "Lagre malen" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Mva for kysten" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Avvik" })).toBeVisible();
  await axeFindsNothing(page, "what deviates");
  expect(await asked(stage, "POST", CHANGES), "a template sends nothing").toBe(0);

  const before = await given(stage, FIRM);
  await confirm(page, /^Legg til \d klient/, "Legg til");
  await expect(page.getByText(/^Ferdig\./).first()).toBeVisible({ timeout: 30_000 });
  const after = await given(stage, FIRM);
  expect(after.length).toBeGreaterThan(before.length);

  await page.getByRole("link", { name: "Maler", exact: true }).click();
  await page.getByRole("option", { name: /^Mva for kysten/ }).click();
  await expect(page.getByRole("button", { name: /^Legg til \d/ })).toHaveCount(0);
});

test("the matrix as a file comes back with changes: bad rows are told before anything is sent", async ({
  page,
  stage,
}) => {
  await clients(page, stage);
  await page.getByRole("button", { name: /^Eksporter/ }).click();
  const said = page.getByRole("status").filter({ hasText: /linjer er skrevet til/ });
  await expect(said).toHaveCount(1);
  const path = /skrevet til (.+\.csv)/.exec(await said.innerText())?.[1] ?? "";
  const [head = "", ...rows] = readFileSync(path, "utf8").split("\r\n");
  expect(head).toBe("\uFEFFOrg.nr.;Navn;Mottakertype;Mottaker-id;Mottaker;Pakke;Har;Ønsket");
  const open = rows.find((row) => row.includes(";KystMva;") && row.endsWith(";Nei;")) ?? "";
  const [client = "", , , , agent = "", code = ""] = open.split(";");

  const read = async (wished: string[]) => {
    const buffer = Buffer.from([head, ...wished].join("\r\n"));
    await page
      .getByLabel("CSV-fil")
      .setInputFiles({ name: "endringer.csv", mimeType: "text/csv", buffer });
  };
  await page.getByRole("button", { name: "Les inn fil" }).click();
  await read([`${open}Ja`, open.replace(client, "123456789") + "Ja", `${open}Kanskje`]);
  await expect(page.getByRole("region", { name: "2 linjer kunne ikke brukes" })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Legg til/ })).toHaveCount(0);
  await axeFindsNothing(page, "bad rows");

  await read([`${open}Ja`]);
  await page.getByRole("button", { name: "Legg til 1 klient" }).click();
  await axeFindsNothing(page, "a file's plan");
  expect(await asked(stage, "POST", CHANGES), "nothing was sent yet").toBe(0);
  await page.waitForTimeout(GUARD_MS + 100);
  await page.getByRole("button", { name: "Legg til", exact: true }).click();
  await expect
    .poll(async () =>
      (await given(stage, FIRM)).some(
        (one) => one.client === client && one.agent === agent && one.packages.includes(code),
      ),
    )
    .toBe(true);
});
