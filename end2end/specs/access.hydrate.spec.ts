// What scripts add to accessibility: menus that cover nothing, stops only where something scrolls, quiet announcements.
import { enter, expect, test } from "../test.ts";

test("Escape closes the as-of panel, and the focus returns to its button", async ({ page, server }) => {
  await enter(page, server.address, "chair");
  await page.goto("/actions");
  const summary = page.locator(".c-lens summary");
  await summary.focus();
  await page.keyboard.press("Enter");
  await page.getByLabel("View as of a meeting").focus();
  await page.keyboard.press("Escape");
  await expect(page.locator(".c-lens__panel")).toBeHidden();
  await expect(summary).toBeFocused();
});

test("a menu closes when the focus leaves it, so it covers nothing that has the focus", async ({ page, server }) => {
  await enter(page, server.address, "chair");
  await page.goto("/plans/NAP-2021/dashboard");
  for (const menu of [".c-lens", ".c-head__account", "#chart-status .c-more-about"]) {
    await page.locator(`${menu} > summary`).focus();
    await page.keyboard.press("Enter");
    await expect(page.locator(menu)).toHaveAttribute("open", "");
    for (let presses = 0; presses < 20 && (await page.locator(`${menu}[open]`).count()) > 0; presses += 1) {
      await page.keyboard.press("Tab");
      const isCovered = await page.evaluate(() => {
        const focused = document.activeElement;
        const { left, top, width, height } = focused?.getBoundingClientRect() ?? new DOMRect();
        const above = document.elementFromPoint(left + width / 2, top + height / 2);
        return above !== null && !focused?.contains(above) && !above.contains(focused);
      });
      expect(isCovered, menu).toBe(false);
    }
    await expect(page.locator(menu)).not.toHaveAttribute("open", "");
  }
});

test("a box around a table is a stop of the keyboard only where it scrolls", async ({ page, server }) => {
  await enter(page, server.address, "justice");
  await page.goto("/agencies/DOJ");
  await expect(page.locator(".c-scroll").first()).toBeVisible();
  await expect(page.locator(".c-scroll[tabindex]")).toHaveCount(0);
  await page.setViewportSize({ width: 660, height: 700 });
  const states = await page.locator(".c-scroll:not(.c-scroll--list)").evaluateAll((boxes) =>
    boxes.map((box) => ({ scrolls: box.scrollWidth > box.clientWidth, isStop: box.getAttribute("tabindex") === "0" })),
  );
  expect(states.some(({ scrolls }) => scrolls)).toBe(true);
  expect(states.filter(({ scrolls, isStop }) => scrolls !== isStop)).toEqual([]);
});

test("the way from the top of a list to its first row is short", async ({ page, server }) => {
  await enter(page, server.address, "justice");
  await page.goto("/actions?plan=NAP-2021");
  const skip = page.getByRole("link", { name: "Skip to results" });
  await skip.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 2, name: "Results" })).toBeFocused();
  let stops = 0;
  for (; stops < 30; stops += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => document.activeElement?.closest("tbody") !== null)) {
      break;
    }
  }
  expect(stops, "the heads that sort, and nothing else").toBeLessThanOrEqual(10);
});

test("who wants quiet is not told of updates by a screen reader, and still sees them", async ({ page, server }) => {
  await enter(page, server.address, "administrator");
  await page.goto("/plans/NAP-2021");
  await expect(page.locator("[data-live]")).toHaveAttribute("aria-live", "polite");
  const set = async (choice: string) => {
    await page.goto("/settings");
    await page.getByRole("radiogroup", { name: "Announce updates" }).getByText(choice).click();
    await page.getByRole("button", { name: "Save settings" }).click();
    await expect(page.getByRole("status")).toContainText("Settings saved.");
  };
  await set("Off");
  await page.goto("/plans/NAP-2021");
  await expect(page.locator("[data-live]")).toHaveAttribute("aria-live", "off");
  await set("On: a screen reader");
});

test("heads that stay in sight cover nothing that has the focus", async ({ page, server }) => {
  await enter(page, server.address, "chair");
  await page.setViewportSize({ width: 1280, height: 500 });
  await page.goto("/actions");
  await page.locator("footer a").last().focus();
  let stops = 0;
  for (let press = 0; press < 60; press += 1) {
    await page.keyboard.press("Shift+Tab");
    const isCovered = await page.evaluate(() => {
      const [stop, head] = [document.activeElement, document.querySelector(".c-t--list thead th")];
      if (!stop?.closest(".c-t--list tbody") || !head) {
        return undefined;
      }
      const [of, under] = [stop.getBoundingClientRect(), head.getBoundingClientRect()];
      return of.top < under.bottom - 1 && of.bottom > under.top;
    });
    stops += Number(isCovered !== undefined);
    expect(isCovered ?? false, `stop ${press}`).toBe(false);
  }
  expect(stops).toBeGreaterThan(30);
});
