// What a first visit transfers, and how soon a page is there whose link the pointer is on.
import { type Browser, type Page } from "@playwright/test";

import { enter, expect, test } from "../test.ts";

// In bytes. The aim is 60,000 for all of them (docs/performance.md): what is reached must not grow.
const FIRST_VISIT = 45_000;
const FIRST_VISIT_OF_A_LIST = 65_000;
const FIRST_VISIT_OF_CHARTS = 78_000;
// Of a machine that runs two browsers and a program that is not optimized. The aim is 50.
const PREFETCHED = 1_000;

// Bytes as they come over the wire, headers included, of one page in a browser that has nothing of the site.
async function transferred(browser: Browser, address: string, path: string, account?: string): Promise<number> {
  const context = await browser.newContext({ baseURL: address });
  const page = await context.newPage();
  if (account) {
    await enter(page, address, account);
  }
  const network = await context.newCDPSession(page);
  await network.send("Network.enable");
  await network.send("Network.clearBrowserCache");
  let bytes = 0;
  network.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
  await page.goto(path, { waitUntil: "load" });
  await page.evaluate(() => document.fonts.ready);
  await context.close();
  return bytes;
}

const VISITS: [string, string | undefined, number][] = [
  ["/sign-in", undefined, FIRST_VISIT],
  ["/", "chair", FIRST_VISIT_OF_A_LIST],
  ["/actions", "justice", FIRST_VISIT_OF_A_LIST],
  ["/plans/NAP-2021/dashboard", "chair", FIRST_VISIT_OF_CHARTS],
];

for (const [path, account, most] of VISITS) {
  test(`a first visit of ${path} transfers less than ${most / 1000} kB`, async ({ browser, server }) => {
    const bytes = await transferred(browser, server.address, path, account);
    console.log(`first visit of ${path}: ${Math.round(bytes / 1000)} kB`);
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThan(most);
  });
}

// From the press on a link to the first paint of the page that it leads to.
async function firstPaint(page: Page): Promise<number> {
  await page.waitForLoadState("load");
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const look = (): void => {
          const [paint] = performance.getEntriesByName("first-contentful-paint");
          if (paint) {
            resolve(paint.startTime);
          } else {
            setTimeout(look, 10);
          }
        };
        look();
      }),
  );
}

test("a page is fetched while the pointer is on its link, and then it is there at once", async ({ page, server }) => {
  await enter(page, server.address, "chair");
  await page.goto("/agencies");
  const ahead = page.waitForRequest((request) => new URL(request.url()).pathname === "/meetings");
  const link = page.getByRole("navigation").getByRole("link", { name: "Meetings" }).first();
  await link.hover();
  await ahead;
  await page.waitForTimeout(1500);
  await link.click();
  await expect(page).toHaveURL(/\/meetings$/);
  const navigation = await page.evaluate(() => {
    const [entry] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
    return { deliveryType: (entry as { deliveryType?: string } | undefined)?.deliveryType };
  });
  expect(navigation.deliveryType).toBe("navigational-prefetch");
  const paint = await firstPaint(page);
  console.log(`first paint of a prefetched page: ${Math.round(paint)} ms after the click`);
  expect(paint).toBeLessThan(PREFETCHED);
});
