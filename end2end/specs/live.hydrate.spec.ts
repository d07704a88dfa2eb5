// A page that is open follows the record.
import { enter, expect, test } from "../test.ts";

test("the chair is told of a change, shows it in place, and keeps place and focus", async ({ page, browser, server }) => {
  await enter(page, server.address, "chair");
  await page.goto("/plans/NAP-2021/dashboard");
  const live = page.locator("[data-live]");
  const before = await page.locator("footer p").first().innerText();
  await page.locator("#chart-next .c-more-about summary").click();
  await page.locator("#chart-next").getByRole("link", { name: "Show as a table" }).click();
  await page.locator("#chart-slip").scrollIntoViewIfNeeded();

  const context = await browser.newContext();
  const liaison = await context.newPage();
  await enter(liaison, server.address, "justice");
  await liaison.goto(`${server.address}/actions/NAP-2021/DOJ-03/report`);
  await liaison.getByLabel(/Summary of progress/).fill("The second round of visits is done.");
  await liaison.getByRole("button", { name: "Submit status update" }).click();
  await expect(liaison.getByRole("status")).toContainText("Your update was submitted.");

  const show = live.getByRole("button", { name: "1 update. Refresh" });
  await expect(show).toBeVisible({ timeout: 10_000 });
  const top = await page.evaluate(() => window.scrollY);
  expect(top).toBeGreaterThan(0);
  await show.click();
  await expect(live).toHaveText("Page is up to date");
  await expect(page.locator("footer p").first()).not.toHaveText(before);
  await expect(page.locator("#chart-next .c-chart__numbers")).toHaveAttribute("open", "");
  await expect(live).toBeFocused();
  await context.close();
});

test("with eight tabs open the ninth page comes at once", async ({ page, context, server }) => {
  await enter(page, server.address, "auditor");
  for (let tab = 0; tab < 8; tab += 1) {
    const opened = await context.newPage();
    await opened.goto(`${server.address}/plans/NAP-2021/dashboard`);
  }
  const before = Date.now();
  await page.goto("/plans/NAP-2021/dashboard");
  expect(Date.now() - before).toBeLessThan(2_000);
});

test("what somebody types is not replaced, and the past does not move", async ({ page, server }) => {
  await enter(page, server.address, "justice");
  await page.goto("/actions/NAP-2021/DOJ-03/report");
  const asked = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
  expect(asked.filter((name) => name.endsWith("/live"))).toEqual([]);
  await page.goto("/plans/NAP-2021?as_of=2024-02-13");
  await expect(page.locator("[data-live]")).toHaveCount(0);
});
