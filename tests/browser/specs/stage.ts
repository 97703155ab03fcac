// A bridge of its own for every test: the same core and the same built UI as the window, over loopback.
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Locator, type Page } from "@playwright/test";

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

/** A request of the sandbox. */
export interface Seeded {
  tag: string;
  id: string;
  status: string;
  confirmUrl: string;
}

interface World {
  requests: Seeded[];
  systemUsers: { title: string; deleted: boolean }[];
  organisations: { name: string; orgNo: string | null }[];
  dialogs: { labels: string[] }[];
}

/** What the sandbox holds now. */
export async function world({ control }: Stage): Promise<World> {
  return (await (await fetch(`${control}/state`)).json()) as World;
}

/** The request that the seed calls so. */
export async function seeded(stage: Stage, tag: string): Promise<Seeded> {
  const found = (await world(stage)).requests.find((r) => r.tag === tag);
  if (found === undefined) throw new Error(`no request with tag ${tag}`);
  return found;
}

/** A fault of the sandbox: on which path, and what happens there. */
export interface Fault {
  path: string;
  method?: string;
  status?: number;
  body?: unknown;
  cut?: "before" | "inside";
  delay_ms?: number;
  times?: number;
}

/** From now on this goes wrong, and nothing else. */
export async function faults({ control }: Stage, list: Fault[]): Promise<void> {
  const answer = await fetch(`${control}/faults`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(list),
  });
  if (!answer.ok) throw new Error(`faults: ${answer.status}`);
}

/** How often the sandbox was asked for this. */
export async function asked({ control }: Stage, method: string, path: RegExp): Promise<number> {
  const counters = (await (await fetch(`${control}/counters`)).json()) as {
    method: string;
    path: string;
    count: number;
  }[];
  return counters
    .filter((counter) => counter.method === method && path.test(counter.path))
    .reduce((sum, { count }) => sum + count, 0);
}

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

/** Presses a key until something has the focus, as one who uses no mouse does. */
export async function reach(page: Page, key: string, target: Locator, atMost = 60): Promise<void> {
  for (let press = 0; press < atMost; press++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
    await expect(page.locator(":focus"), `after ${key}, something has the focus`).toHaveCount(1);
  }
  throw new Error(`not reached with ${atMost} times ${key}`);
}

/** Nothing lies beyond the right edge: no second direction to scroll in. Text cut with an ellipsis is not meant. */
export async function fitsSideways(page: Page, where: string): Promise<void> {
  const beyond = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("body *")]
      .filter((element) => {
        const box = element.getBoundingClientRect();
        if (box.width === 0 || box.height <= 1 || box.right <= window.innerWidth + 1) return false;
        for (let up: HTMLElement | null = element; up; up = up.parentElement) {
          if (getComputedStyle(up).textOverflow === "ellipsis") return false;
        }
        return true;
      })
      .map((element) => `${element.tagName} ${(element.textContent ?? "").slice(0, 40)}`),
  );
  expect(beyond, where).toEqual([]);
  const scrolls = await page.evaluate(() =>
    [...document.querySelectorAll("*")]
      .filter(
        (element) =>
          element.scrollWidth > element.clientWidth + 1 &&
          ["auto", "scroll"].includes(getComputedStyle(element).overflowX),
      )
      .map((element) => `${element.tagName} ${element.className}`),
  );
  expect(scrolls, where).toEqual([]);
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
