import { expect, NARROW, test, WIDE } from "../test.ts";

test.describe("The sign-in page", () => {
  test("asks for an email address and a password", async ({ page }) => {
    await page.goto("/sign-in");
    await expect(page.getByLabel("Email address")).toBeVisible();
    await expect(page.getByLabel("Password")).toBeVisible();
    await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeEnabled();
  });

  for (const window of [WIDE, NARROW]) {
    test(`is accessible and fits at ${window.width} pixels`, async ({ page, checkPage }) => {
      await page.setViewportSize(window);
      await page.goto("/sign-in");
      await checkPage(page);
    });
  }
});
