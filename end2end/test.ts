// What every spec imports: `test` with a server of its own, and the helpers.
import { test as base, type Page } from "@playwright/test";

import { checkPage, collectFaults } from "./support/page-check.ts";
import { DemoServer, type Engine } from "./support/server.ts";

export interface WorkerFixtures {
  // Where that server keeps its record; a project of the configuration chooses.
  engine: Engine;
  // The server that this worker's tests talk to. They share its record, so no test may count on an untouched one.
  server: DemoServer;
}

export interface TestFixtures {
  // What the browser complained of so far: blocked by the security policy, thrown, or failed to load.
  faults: string[];
  // Fails when the page is not accessible, wider than the window, or when the browser complained of it.
  checkPage: (page: Page) => Promise<void>;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  engine: ["sqlite", { scope: "worker", option: true }],
  server: [
    async ({ engine }, use) => {
      const server = await DemoServer.start(engine);
      await use(server);
      await server.stop();
    },
    { scope: "worker", timeout: 60_000 },
  ],
  baseURL: async ({ server }, use) => use(server.address),
  faults: [async ({ context }, use) => use(collectFaults(context)), { auto: true }],
  checkPage: async ({ faults, javaScriptEnabled }, use) => use((page) => checkPage(page, faults, javaScriptEnabled)),
});

export { expect } from "@playwright/test";
export { enter, signIn } from "./support/accounts.ts";
export { excess, openAll } from "./support/page-check.ts";
export { picture } from "./support/picture.ts";
export { NARROW, PAPER, WIDE } from "./support/widths.ts";
