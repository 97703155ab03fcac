// A bridge of its own for every test: the same core and the same built UI as the window, over loopback.
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";

export interface Stage {
  url: string;
  control: string;
}

interface Fixtures {
  stage: Stage;
  portalScope: boolean;
}

function program(): string {
  const named = process.env["FULLMAKT_BRIDGE"];
  if (named === undefined || named === "") {
    throw new Error("FULLMAKT_BRIDGE names the bridge's program; ./dev test sets it");
  }
  return named;
}

async function ready(child: ChildProcess): Promise<Stage> {
  if (child.stdout === null) throw new Error("the bridge has no output");
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.includes('"url"')) return JSON.parse(line) as Stage;
  }
  throw new Error("the bridge ended before it was ready");
}

export const test = base.extend<Fixtures>({
  portalScope: [true, { option: true }],
  stage: async ({ portalScope }, use) => {
    const data = mkdtempSync(join(tmpdir(), "fullmakt-browser-"));
    const args = ["--sandbox", "--memory-secrets", "--data-dir", data];
    if (portalScope) args.push("--portal-scope");
    const child = spawn(program(), args, { stdio: ["ignore", "pipe", "inherit"] });
    try {
      await use(await ready(child));
    } finally {
      child.kill();
      rmSync(data, { recursive: true, force: true });
    }
  },
});

/** Notes what the policy refuses from the first script on, and everything the page says is wrong. */
export async function watched(page: Page): Promise<string[]> {
  const seen: string[] = [];
  page.on("console", (message) => {
    const text = message.text();
    if (/Content.Security.Policy|Trusted Type/i.test(text)) seen.push(text);
  });
  page.on("pageerror", (error) => seen.push(String(error)));
  return Promise.resolve(seen);
}

/** Opens the app and signs in as the sandbox's administrator. */
export async function signIn(page: Page, stage: Stage): Promise<void> {
  await page.goto(stage.url);
  await page.getByRole("button", { name: "Fortsett som Kari Haugen" }).click();
  await expect(page.getByRole("link", { name: /Godkjenning/ })).toBeVisible();
}

/** Axe finds nothing, whatever its impact. */
export async function axeFindsNothing(page: Page, where: string): Promise<void> {
  const found = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  const told = found.violations.map(
    (v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).join(", ")}`,
  );
  expect(told, where).toEqual([]);
}

export { expect };
