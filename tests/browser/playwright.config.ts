import { defineConfig } from "@playwright/test";

// Debian's Chromium: nothing is downloaded. The flags keep it from calling home and let it run as root in CI.
const chromium = process.env["FULLMAKT_CHROMIUM"] ?? "/usr/bin/chromium";

export default defineConfig({
  testDir: "specs",
  outputDir: "test-results",
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: [["list"]],
  use: {
    viewport: { width: 1440, height: 900 },
    // What is measured stands still: a dialog that is fading in has the contrast of neither before nor after.
    contextOptions: { reducedMotion: "reduce" },
    locale: "nb-NO",
    timezoneId: "Europe/Oslo",
    launchOptions: {
      executablePath: chromium,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
