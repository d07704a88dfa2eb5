// How the browser tests run. `cargo xtask test --only browser` sets the environment that they need:
// CONCORD_BINARY, CONCORD_DEMO_DATABASE, CONCORD_DEMO_POSTGRES with its _KEY, CONCORD_CHROMIUM, CONCORD_RESULTS.
import { defineConfig } from "@playwright/test";

import type { TestFixtures, WorkerFixtures } from "./test.ts";

// Files of this kind test what only an island can do; all others hold with scripts off as well.
const NEEDS_SCRIPTS = /\.hydrate\.spec\.ts$/;

// What is computed again from exported rows does not hang on scripts.
const NUMBERS = /numbers\.spec\.ts$/;

// What users read is the same with scripts on; one reading of all pages is enough.
const LANGUAGE = /language\.spec\.ts$/;

export default defineConfig<TestFixtures, WorkerFixtures>({
  testDir: "specs",
  outputDir: "results/artifacts",
  // Each has a server and a record of its own.
  workers: 2,
  // A page is audited with each of its menus open.
  timeout: 180_000,
  forbidOnly: process.env.CI === "true",
  reporter: [["list"], ["json", { outputFile: process.env.CONCORD_RESULTS ?? "results/results.json" }]],
  use: {
    viewport: { width: 1280, height: 720 },
    locale: "en-US",
    timezoneId: "America/New_York",
    screenshot: "only-on-failure",
    launchOptions: {
      // Without a named Chromium Playwright runs the one that it has installed.
      executablePath: process.env.CONCORD_CHROMIUM,
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
  projects: [
    { name: "scripts on", testIgnore: [LANGUAGE] },
    { name: "scripts off", testIgnore: [NEEDS_SCRIPTS, NUMBERS], use: { javaScriptEnabled: false } },
    // What people do there is the same; what each page looks like does not hang on the engine.
    { name: "on PostgreSQL", testMatch: /liaison\.spec\.ts$/, use: { engine: "postgres" } },
  ],
});
