// What charts answer to pointer and keys.
import { enter, expect, test } from "../test.ts";

const DASHBOARD = "/plans/NAP-2021/dashboard";

test("a mark that is pointed at shows a card, and Escape takes it away", async ({ page, server }) => {
  await enter(page, server.address, "chair");
  await page.goto(DASHBOARD);
  const chart = page.locator("#chart-parts");
  const mark = chart.locator(".c-chart__box--half [data-card]").first();
  await mark.hover();
  const card = chart.locator(".c-card");
  await expect(card).toBeVisible();
  await expect(card.locator(".what")).toHaveText(/^.+, [a-z ]+: \d+$/);
  await expect(card.locator(".change")).toContainText("Feb. 13, 2024");
  expect(await card.locator("li").count()).toBeLessThanOrEqual(3);
  const [row, below] = [await mark.boundingBox(), await card.boundingBox()];
  expect(below?.y ?? 0, "it does not cover its own row").toBeGreaterThan((row?.y ?? 0) + (row?.height ?? Infinity));
  await card.hover();
  await page.waitForTimeout(400);
  await expect(card, "the pointer can go into it").toBeVisible();
  await page.keyboard.press("Escape");
  await expect(card).toHaveCount(0);
});

test("keys step through the marks of a drawing, and Enter opens the rows", async ({ page, server, checkPage }) => {
  await enter(page, server.address, "chair");
  await page.goto(DASHBOARD);
  const chart = page.locator("#chart-status");
  // After the entries of the key the drawing is one stop.
  await chart.locator(".c-key button").last().focus();
  await page.keyboard.press("Tab");
  await expect(chart.locator(".c-chart__box--half")).toBeFocused();
  const card = chart.locator(".c-card");
  const said = page.locator('[aria-live="polite"]').last();
  const first = await card.locator(".what").innerText();
  await expect(said).toContainText(first);
  await page.keyboard.press("ArrowDown");
  await expect(card.locator(".what")).not.toHaveText(first);
  await expect(said).toContainText(await card.locator(".what").innerText());
  await expect(chart.locator(".c-ring")).toHaveCount(1);
  await checkPage(page);
  const address = await card.locator(".what a").getAttribute("href");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`${(address ?? "none").replace(/[?]/g, "\\?")}$`));
});

test("left and right step by quarter, and the values are read out", async ({ page, server }) => {
  await enter(page, server.address, "chair");
  await page.goto(DASHBOARD);
  const chart = page.locator("#chart-promised");
  await chart.locator(".c-more-about summary").focus();
  await page.keyboard.press("Tab");
  const card = chart.locator(".c-card");
  await expect(card).toContainText("Originally due");
  await expect(chart.locator(".c-cross circle")).toHaveCount(2);
  const [before, place] = [await card.locator(".what").innerText(), await card.boundingBox()];
  await page.keyboard.press("ArrowLeft");
  await expect(card.locator(".what")).not.toHaveText(before);
  expect((await card.boundingBox())?.x, "it does not jump").toBe(place?.x);
  await expect(page.locator('[aria-live="polite"]').last()).toHaveText(
    /^[A-Z][a-z]+ \d+, \d{4}\. Originally due \d+\. Completed \d+\. Difference \S+\.$/,
  );
});

test("an entry of the key dims the rest while it has the focus", async ({ page, server }) => {
  await enter(page, server.address, "chair");
  await page.goto(DASHBOARD);
  const chart = page.locator("#chart-parts");
  await chart.locator(".c-key button").first().focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowLeft");
  const entry = chart.locator(".c-key li").first();
  const key = await entry.getAttribute("data-key");
  const half = chart.locator(".c-chart__box--half");
  await expect(half.locator(`[data-key="${key}"]`).first()).toHaveCSS("opacity", "1");
  await expect(half.locator(`[data-key]:not([data-key="${key}"])`).first()).toHaveCSS("opacity", "0.2");
  await page.keyboard.press("Tab");
  await expect(half.locator(`[data-key]:not([data-key="${key}"])`).first()).toHaveCSS("opacity", "1");
});

test("a first touch shows the card and a second one opens the rows", async ({ browser, server }) => {
  const context = await browser.newContext({ hasTouch: true, viewport: { width: 320, height: 640 } });
  const page = await context.newPage();
  await enter(page, server.address, "chair");
  await page.goto(`${server.address}${DASHBOARD}`);
  const mark = page.locator("#chart-status .c-chart__box--narrow [data-card]").first();
  await mark.locator("rect").tap();
  await expect(page.locator("#chart-status .c-card")).toBeVisible();
  const scrolls = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  expect(scrolls, "no sideways scrolling").toBe(false);
  await mark.locator("rect").tap();
  await expect(page).toHaveURL(/\/actions\?/);
  await context.close();
});

test("a drawing that scrolls stays one stop with its own name, also after the page changed its width", async ({ page, server }) => {
  await enter(page, server.address, "chair");
  for (const width of [1280, 320, 400, 1280]) {
    await page.setViewportSize({ width, height: 720 });
    if (width === 1280) {
      await page.goto(DASHBOARD);
    }
    for (const box of await page.locator("#chart-slip .c-chart__box:visible").all()) {
      await expect(box).toHaveAttribute("role", "application");
      await expect(box).toHaveAttribute("tabindex", "0");
      await expect(box).toHaveAttribute("aria-label", /^Chart: /);
    }
  }
});

test("the key is a toolbar that says how it is used and what a press did", async ({ page, server, checkPage }) => {
  await enter(page, server.address, "chair");
  await page.goto(DASHBOARD);
  const key = page.locator("#chart-parts").getByRole("toolbar");
  await expect(key).toHaveAccessibleName(/^Key\. .*arrow keys/);
  const entries = key.getByRole("button");
  await entries.first().focus();
  await page.keyboard.press("End");
  await expect(entries.last()).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(entries.last()).toHaveAttribute("aria-pressed", "true");
  await expect(page.locator('[aria-live="polite"]').last()).toHaveText(/^Highlighted in the chart: .+\.$/);
  // At the top the menus that are opened one by one lie over nothing of another.
  await page.evaluate(() => scrollTo(0, 0));
  await checkPage(page);
});
