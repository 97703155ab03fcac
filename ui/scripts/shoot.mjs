// Takes a picture of the sample window (build it first: npm run build:sample), served with the policy of the real one,
// so that a violation shows here too. Usage: node scripts/shoot.mjs --at /approvals --out x.png [--width 1440]
// [--height 900] [--theme dark] [--language nn] [--env sandbox] [--state out] [--press Control+K] [--type fjo] [--axe]
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { uiDir } from './messages.mjs';

const { values } = parseArgs({
  options: {
    at: { type: 'string', default: '/approvals' },
    out: { type: 'string' },
    width: { type: 'string', default: '1440' },
    height: { type: 'string', default: '900' },
    theme: { type: 'string', default: 'light' },
    language: { type: 'string', default: 'nb' },
    density: { type: 'string', default: 'compact' },
    env: { type: 'string', default: 'prod' },
    state: { type: 'string', default: 'in' },
    parties: { type: 'string', default: '412' },
    'portal-scope': { type: 'boolean', default: false },
    offline: { type: 'boolean', default: false },
    press: { type: 'string', multiple: true, default: [] },
    click: { type: 'string', multiple: true, default: [] },
    type: { type: 'string' },
    with: { type: 'string', multiple: true, default: [] },
    axe: { type: 'boolean', default: false },
    'full-contrast': { type: 'boolean', default: false },
  },
});

const policy = [
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:;",
  "connect-src 'self'; worker-src 'self'; frame-src 'none'; object-src 'none';",
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
].join(' ');
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2' };
const server = createServer(async (request, response) => {
  const path = normalize(new URL(request.url, 'http://x').pathname);
  try {
    const body = await readFile(join(uiDir, 'dist-sample', path));
    response.writeHead(200, {
      'content-type': types[extname(path)] ?? 'text/plain',
      'content-security-policy': policy,
    });
    response.end(body);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const page = await browser.newPage({
  viewport: { width: Number(values.width), height: Number(values.height) },
  locale: 'nb-NO',
  timezoneId: 'Europe/Oslo',
  ...(values['full-contrast'] ? { forcedColors: 'active' } : {}),
});
const complaints = [];
page.on('console', (message) => {
  if (['error', 'warning'].includes(message.type())) complaints.push(`${message.type()}: ${message.text()}`);
});
page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
await page.clock.setFixedTime(new Date('2026-11-12T14:32:00+01:00'));
const query = new URLSearchParams({
  at: values.at,
  theme: values.theme,
  language: values.language,
  density: values.density,
  env: values.env,
  state: values.state,
  parties: values.parties,
});
if (values['portal-scope']) query.set('portal-scope', '');
if (values.offline) query.set('offline', '');
// More choices of the sample: --with job --with clients=1000
for (const more of values.with) query.set(...(more.includes('=') ? more.split('=') : [more, '']));
await page.goto(`http://127.0.0.1:${server.address().port}/dev.html?${query}`);
await page.waitForSelector('h1:visible');
await page.waitForTimeout(500);
for (const name of values.click) await page.getByText(name).and(page.locator(':not(.vh)')).first().click();
for (const key of values.press) {
  await page.keyboard.press(key);
  await page.waitForTimeout(120);
}
if (values.type) await page.keyboard.type(values.type);
await page.waitForTimeout(500);
if (values.out) await page.screenshot({ path: values.out });
if (values.axe) {
  const source = await readFile(join(uiDir, 'node_modules/axe-core/axe.min.js'), 'utf8');
  await page
    .context()
    .newCDPSession(page)
    .then((session) => session.send('Runtime.evaluate', { expression: source }));
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    }),
  );
  for (const { id, impact, help, nodes } of violations) {
    complaints.push(
      `axe ${impact} ${id}: ${help}\n${nodes.map((node) => `    ${node.target} ${node.html.slice(0, 160)}`).join('\n')}`,
    );
  }
}
await browser.close();
server.close();
if (complaints.length > 0) {
  console.error(complaints.join('\n'));
  process.exitCode = 1;
}
