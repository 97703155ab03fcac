// The clients of a firm, for the stories about them.
import { expect, type Locator, type Page } from "@playwright/test";

import { signIn, type Stage } from "./stage";

/** One change at Altinn: packages of a client to an agent, or away from it. */
export const CHANGES = /\/clientdelegations\/agents\/accesspackages(\/delete)?$/;
/** One reading of a firm's agents. */
export const AGENTS = /\/enduser\/clientdelegations\/agents$/;
/** Lunde Regnskap, whose clients Kari administers. */
export const FIRM = "311451456";
/** The confirming button passes over input for so long. */
export const GUARD_MS = 400;

/** Signs in as the firm's client administrator, and waits until the clients were read. */
export async function clients(page: Page, stage: Stage): Promise<Locator> {
  await signIn(page, stage);
  await page.getByRole("link", { name: "Klienter", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Klienter" })).toBeVisible();
  const grid = page.getByRole("grid", { name: /^Klienter og tilganger, / });
  await expect(grid).toBeVisible({ timeout: 30_000 });
  // Kari's own business comes before the firm, and has no clients.
  await expect(page.getByRole("button", { name: "Klienter hos Lunde Regnskap AS" })).toBeVisible();
  return grid;
}
