// The walk of the chair: what changed, where the plan stands, and what is behind a number.
import { expect, picture, signIn, test } from "../test.ts";

test("the chair opens a number, its rows, one of them, and the same as of the last meeting", async ({ page, checkPage }) => {
  await signIn(page, "chair");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Since the last meeting");
  await picture(page, "chair-home");
  await test.step("the meeting is answered on the first screen", async () => {
    for (const heading of [/^Needs a decision: /, "Agencies, worst first", "Sections across plans", /^Recovered: /]) {
      const box = await page.getByRole("heading", { level: 2, name: heading }).boundingBox();
      expect((box?.y ?? Infinity) + (box?.height ?? 0), String(heading)).toBeLessThan(720);
    }
  });
  await test.step("the line of the open actions opens into its chart", async () => {
    await expect(page.locator("#chart-bridge")).toBeHidden();
    await page.getByText("Chart", { exact: true }).click();
    await expect(page.locator("#chart-bridge")).toBeVisible();
  });
  await checkPage(page);

  await page.goto("/plans/NAP-2021/dashboard");
  await picture(page, "dashboard");
  await checkPage(page);
  await test.step("what is most important stands on the first screen", async () => {
    const figures = await page.locator(".c-figures").boundingBox();
    expect((figures?.y ?? 0) + (figures?.height ?? Infinity)).toBeLessThan(400);
    for (const chart of ["status", "promised"]) {
      const title = await page.locator(`#chart-${chart} h2`).boundingBox();
      expect((title?.y ?? Infinity) + (title?.height ?? 0), chart).toBeLessThan(720);
    }
  });

  await test.step("a bar leads to the rows that it counts", async () => {
    const bar = page.locator('#chart-status .c-chart__box--half a[href*="status=delayed"]');
    const address = (await bar.getAttribute("href")) ?? "";
    const figure = await page.locator(".c-figures > div", { hasText: "Updates overdue" }).locator(".v").innerText();
    await page.goto(address);
    const rows = page.locator("tbody tr");
    await expect(rows.first()).toContainText("Delayed");
    await rows.first().getByRole("link").first().click();
    await expect(page.getByRole("heading", { name: "Reported vs. evidence" })).toBeVisible();

    await page.goto("/plans/NAP-2021/dashboard");
    await page.getByRole("link", { name: /^Updates overdue: / }).click();
    await expect(page.locator("tbody tr")).toHaveCount(Number(figure));
  });

  await test.step("the last meeting in the lens changes all of it", async () => {
    await page.goto("/plans/NAP-2021/dashboard");
    const now = await page.locator(".c-figures").innerText();
    await page.locator(".c-lens summary").click();
    await page.getByLabel("View as of a meeting").selectOption({ index: 1 });
    await page.getByRole("button", { name: "View as of this meeting" }).click();
    await expect(page.getByText("You are viewing Concord as of February 13, 2024")).toBeVisible();
    expect(await page.locator(".c-figures").innerText()).not.toBe(now);
    await checkPage(page);
  });
});
