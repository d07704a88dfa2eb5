// Charts as everyone meets them, with scripts and without.
import { enter, expect, test } from "../test.ts";

const DASHBOARD = "/plans/NAP-2021/dashboard";

test("the menu of a chart has its rows and files, and its table opens under it", async ({ page, server, checkPage }) => {
  await enter(page, server.address, "chair");
  await page.goto(DASHBOARD);
  const chart = page.locator("#chart-reasons");
  const menu = chart.locator(".c-more-about");
  const size = await menu.locator("summary").boundingBox();
  expect([size?.width, size?.height]).toEqual([36, 28]);
  await menu.locator("summary").click();
  for (const name of [/^See \d+ date changes$/, "How it is counted", "Show sources", "Download SVG", "Download PNG"]) {
    await expect(menu.getByRole("link", { name })).toBeVisible();
  }
  await menu.getByRole("link", { name: "Show as a table" }).click();
  await expect(chart.getByRole("table")).toBeVisible();
  await checkPage(page);
});

for (const width of [320, 640, 900, 1024, 1280, 1600]) {
  test(`no letter of a chart is smaller than 12 pixels at ${width}, and one drawing is shown`, async ({ page, server }) => {
    await enter(page, server.address, "chair");
    await page.setViewportSize({ width, height: 720 });
    await page.goto(DASHBOARD);
    const drawings = page.locator(".c-chart__drawings");
    for (let place = 0; place < (await drawings.count()); place += 1) {
      const shown = drawings.nth(place).locator(".c-chart__box:visible");
      await expect(shown).toHaveCount(1);
      const drawing = shown.locator("> svg");
      const natural = Number((await drawing.getAttribute("viewBox"))?.split(" ")[2]);
      const drawn = (await drawing.boundingBox())?.width ?? 0;
      const letters = (13 * drawn) / natural;
      expect(letters, `drawing ${place}`).toBeGreaterThanOrEqual(12);
      expect(letters, `drawing ${place}`).toBeLessThanOrEqual(16.5);
    }
  });
}

test("in forced colors a chart keeps a white surface and its own colors", async ({ page, server }) => {
  await enter(page, server.address, "chair");
  await page.emulateMedia({ forcedColors: "active", colorScheme: "dark" });
  await page.goto(DASHBOARD);
  const box = page.locator("#chart-status .c-chart__box--half");
  await expect(box).toHaveCSS("background-color", "rgb(255, 255, 255)");
  await expect(box.locator("text").first()).toHaveCSS("fill", "rgb(86, 92, 101)");
  await expect(box.locator("[data-card] rect").first()).toHaveCSS("fill", "rgb(0, 94, 162)");
});

test("on paper a chart has its whole width and no controls", async ({ page, server }) => {
  await enter(page, server.address, "chair");
  await page.setViewportSize({ width: 700, height: 900 });
  await page.emulateMedia({ media: "print" });
  await page.goto(DASHBOARD);
  await expect(page.locator(".c-more-about:visible, .c-chart__numbers:visible")).toHaveCount(0);
  const [chart, drawing] = await Promise.all(
    ["#chart-next", "#chart-next .c-chart__box:visible > svg"].map((name) => page.locator(name).boundingBox()),
  );
  expect(drawing?.width).toBeCloseTo(chart?.width ?? 0, 0);
});

test("letters of charts grow with the size of text", async ({ page, server }) => {
  await enter(page, server.address, "chair");
  await page.goto(DASHBOARD);
  const height = () => page.locator(".c-chart__box:visible").evaluateAll((boxes) =>
    boxes.map((box) => Math.max(...[...box.querySelectorAll("text")].map((text) => text.getBoundingClientRect().height))),
  );
  const before = await height();
  await page.evaluate(() => {
    document.documentElement.style.fontSize = "200%";
  });
  const after = await height();
  expect(after.length).toBe(before.length);
  after.forEach((letters, place) => expect(letters, `drawing ${place}`).toBeGreaterThan(1.6 * (before[place] ?? 0)));
});
