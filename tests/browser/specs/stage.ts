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
  /** Addresses that the app opened in the system browser, the last one last. */
  opened: string[];
}

interface Fixtures {
  stage: Stage;
  portalScope: boolean;
  /** Flags for another world than the default one. */
  world: string[];
}

function program(): string {
  const named = process.env["FULLMAKT_BRIDGE"];
  if (named === undefined || named === "") {
    throw new Error("FULLMAKT_BRIDGE names the bridge's program; ./dev test sets it");
  }
  return named;
}

function ready(child: ChildProcess): Promise<Stage> {
  return new Promise((resolve, reject) => {
    if (child.stdout === null) throw new Error("the bridge has no output");
    const opened: string[] = [];
    const lines = createInterface({ input: child.stdout });
    lines.on("line", (line) => {
      if (!line.startsWith("{")) return;
      const told = JSON.parse(line) as { url?: string; control?: string; open?: string };
      if (told.open !== undefined) opened.push(told.open);
      if (told.url !== undefined && told.control !== undefined)
        resolve({ url: told.url, control: told.control, opened });
    });
    lines.on("close", () => {
      reject(new Error("the bridge ended before it was ready"));
    });
  });
}

export const test = base.extend<Fixtures>({
  portalScope: [true, { option: true }],
  world: [[], { option: true }],
  stage: async ({ portalScope, world }, use) => {
    const data = mkdtempSync(join(tmpdir(), "fullmakt-browser-"));
    const args = ["--sandbox", "--memory-secrets", "--data-dir", data, ...world];
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
  orgNo: string;
  status: string;
  confirmUrl: string;
}

interface World {
  requests: Seeded[];
  changeRequests: Seeded[];
  systemUsers: {
    id: string;
    orgNo: string;
    partyId: number;
    title: string;
    systemId: string;
    deleted: boolean;
    packages: string[];
  }[];
  organisations: { name: string; orgNo: string | null }[];
  dialogs: { id: string; tag: string | null; title: string; labels: string[] }[];
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

/** The seed's message with this tag gets a title that no other has. */
export async function entitled(stage: Stage, tag: string, title: string): Promise<void> {
  const found = (await world(stage)).dialogs.find((dialog) => dialog.tag === tag);
  if (found === undefined) throw new Error(`no message with tag ${tag}`);
  const answer = await fetch(`${stage.control}/service-owner/dialogs/${found.id}`, {
    method: "PATCH",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ title }),
  });
  if (!answer.ok) throw new Error(`entitled: ${answer.status}`);
}

/** The change request that the seed calls so. */
export async function seededChange(stage: Stage, tag: string): Promise<Seeded> {
  const found = (await world(stage)).changeRequests.find((r) => r.tag === tag);
  if (found === undefined) throw new Error(`no change request with tag ${tag}`);
  return found;
}

/** Tells the sandbox's control door something. */
async function tell({ control }: Stage, method: string, path: string, body: unknown) {
  const answer = await fetch(`${control}/${path}`, {
    method,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer;
}

/** Changes something in the sandbox's world behind the app's back. */
export async function put(stage: Stage, path: string, body: unknown): Promise<void> {
  await tell(stage, "PUT", path, body);
}

/** A vendor asks for something; gives the request. */
export async function vendorAsks(
  stage: Stage,
  what: "request" | "agent-request",
  body: unknown,
): Promise<Seeded> {
  return (await (await tell(stage, "POST", `vendor/${what}`, body)).json()) as Seeded;
}

/** Time passes, in the sandbox and for the app in it. */
export async function passes(stage: Stage, seconds: number): Promise<void> {
  await tell(stage, "POST", "clock", { advance_s: seconds });
}

/** What Altinn itself answers a person of the sandbox, asked beside the app. */
export async function atAltinn(stage: Stage, path: string, persona = "kari"): Promise<unknown> {
  const scope = "openid altinn:portal/enduser";
  const tokens = await (await tell(stage, "POST", "token", { persona, scope })).json();
  const { altinn } = tokens as { altinn: string };
  const answer = await fetch(`${new URL(stage.control).origin}${path}`, {
    headers: { authorization: `Bearer ${altinn}` },
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

/** What an agent was given of a firm's clients, as the sandbox holds it. */
export interface Given {
  /** Organisation number of the client. */
  client: string;
  /** Name of the system user or person. */
  agent: string;
  packages: string[];
}

/** What is true between a firm's clients and its agents. */
export async function given({ control }: Stage, firm: string): Promise<Given[]> {
  const answer = await fetch(`${control}/delegations?provider=${firm}`);
  const all = (await answer.json()) as {
    agents: { agent: string; name: string }[];
    delegations: Given[];
  };
  const names = new Map(all.agents.map(({ agent, name }) => [agent, name]));
  return all.delegations
    .filter(({ packages }) => packages.length > 0)
    .map((one) => ({ ...one, agent: names.get(one.agent) ?? one.agent }));
}

/** A link is given to the queue, and its review opens. */
export async function giveLink(page: Page, link: string): Promise<void> {
  await page.getByRole("link", { name: /Godkjenning/ }).click();
  const field = page.getByRole("textbox", { name: "Lenke fra leverandøren" });
  await field.fill(link);
  await field.press("Enter");
}

/** Presses the first button and, when it has stopped passing over input, the confirming one. */
export async function confirm(page: Page, first: string | RegExp, second: string): Promise<void> {
  await page.getByRole("button", { name: first }).click();
  await page.waitForTimeout(500);
  await page.getByRole("button", { name: second, exact: true }).click();
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

/**
 * In the stories around the call the policy refuses nothing from the first script on, and no page error is thrown, in
 * whatever window.
 */
export function nothingIsRefused(): void {
  let seen: string[] = [];
  test.beforeEach(({ context }) => {
    seen = [];
    context.on("console", (message) => {
      const text = message.text();
      if (/Content.Security.Policy|Trusted Type/i.test(text)) seen.push(text);
    });
    context.on("weberror", (thrown) => seen.push(String(thrown.error())));
  });
  test.afterEach(() => {
    expect(seen).toEqual([]);
  });
}

/** Opens the app and signs in as the sandbox's administrator. */
export async function signIn(page: Page, stage: Stage): Promise<void> {
  await page.goto(stage.url);
  await page.getByRole("button", { name: "Fortsett som Kari Haugen" }).click();
  await expect(page.getByRole("link", { name: /Godkjenning/ })).toBeVisible();
}

/** Opens a request from the queue. */
export async function openRequest(page: Page, system: string): Promise<void> {
  await page
    .getByRole("option", { name: new RegExp(`^${system},`) })
    .first()
    .click();
  await expect(page.getByRole("heading", { level: 1, name: `«${system}»` })).toBeVisible();
}

/** In the browser: logs in at the page that the app opened there last, as Kari. */
export async function logInThere(page: Page, stage: Stage): Promise<void> {
  const login = await page.context().newPage();
  await login.goto(stage.opened.at(-1) ?? "");
  const person = login.getByRole("button", { name: "Kari Haugen" });
  await person.click();
  // The person's page stands until the next one comes: where consent is asked for, or the app's own.
  await expect(person).toHaveCount(0);
  const consent = login.getByRole("button", { name: /^Godta|^Tillat|^Ja|^Gi/ });
  await expect(login.locator("h1")).toBeVisible();
  if (await consent.isVisible()) await consent.click();
  await expect(login).not.toHaveURL(/\/idporten\//);
  await login.close();
  await expect(page.getByText("Venter på innlogging i nettleseren")).toHaveCount(0);
}

/** Presses a key until something has the focus, as one who uses no mouse does. */
export async function reach(page: Page, key: string, target: Locator, atMost = 60): Promise<void> {
  for (let press = 0; press < atMost; press++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
    // The parts of a date field have it inside the field, where `:focus` does not look.
    await expect
      .poll(() => page.evaluate(() => document.activeElement !== document.body), {
        message: `after ${key}, something has the focus`,
      })
      .toBe(true);
  }
  throw new Error(`not reached with ${atMost} times ${key}`);
}

/** A table of data may scroll in a frame of its own, which keys reach (WCAG 1.4.10). */
const TABLE_FRAME = '[role="group"][tabindex="0"]:has(> table)';

/** Nothing lies beyond the right edge: no second direction to scroll in. Text cut with an ellipsis is not meant. */
export async function fitsSideways(page: Page, where: string): Promise<void> {
  const beyond = await page.evaluate(
    (frame) =>
      [...document.querySelectorAll<HTMLElement>("body *")]
        .filter((element) => {
          if (element.parentElement?.closest(frame)) return false;
          const box = element.getBoundingClientRect();
          if (box.width === 0 || box.height <= 1 || box.right <= window.innerWidth + 1)
            return false;
          for (let up: HTMLElement | null = element; up; up = up.parentElement) {
            if (getComputedStyle(up).textOverflow === "ellipsis") return false;
          }
          return true;
        })
        .map((element) => `${element.tagName} ${(element.textContent ?? "").slice(0, 40)}`),
    TABLE_FRAME,
  );
  expect(beyond, where).toEqual([]);
  const scrolls = await page.evaluate(
    (frame) =>
      [...document.querySelectorAll("*")]
        .filter(
          (element) =>
            !element.matches(frame) &&
            element.scrollWidth > element.clientWidth + 1 &&
            ["auto", "scroll"].includes(getComputedStyle(element).overflowX),
        )
        .map((element) => `${element.tagName} ${element.className}`),
    TABLE_FRAME,
  );
  expect(scrolls, where).toEqual([]);
}

/** No box hides a part of what is in it at its right edge. Text cut with an ellipsis is not meant. */
export async function cutsNothingOff(page: Page, where: string): Promise<void> {
  const cut = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("body *")]
      .filter((element) => {
        const { overflowX, textOverflow } = getComputedStyle(element);
        // What is one pixel wide is there to be heard alone; a field moves under what is written.
        return (
          element.tagName !== "INPUT" &&
          element.clientWidth > 1 &&
          element.scrollWidth > element.clientWidth + 1 &&
          ["hidden", "clip"].includes(overflowX) &&
          textOverflow !== "ellipsis"
        );
      })
      .map((element) => `${element.tagName} ${(element.textContent ?? "").slice(0, 40)}`),
  );
  expect(cut, `${where}: cut off`).toEqual([]);
}

/** Axe finds nothing, whatever its impact; `within` is all that is looked at, else it is the whole page. */
export async function axeFindsNothing(page: Page, where: string, within?: string): Promise<void> {
  const axe = new AxeBuilder({ page }).withTags([
    "wcag2a",
    "wcag2aa",
    "wcag21a",
    "wcag21aa",
    "wcag22aa",
    "best-practice",
  ]);
  const found = await (within === undefined ? axe : axe.include(within)).analyze();
  const told = found.violations.map(
    (v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).join(", ")}`,
  );
  expect(told, where).toEqual([]);
}

export { expect };
