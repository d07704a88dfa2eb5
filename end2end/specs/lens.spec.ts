// The as-of lens in the header, with scripts on and off.
import { expect, signIn, test } from "../test.ts";

test("the lens shows the page as it stood at the end of a meeting, and leads back to now", async ({ page }) => {
  await signIn(page, "chair");
  await page.goto("/actions?plan=NAP-2021");
  await page.locator(".c-lens summary").click();
  await page.getByLabel("View as of a meeting").selectOption("meeting:PITF-M-2023");
  await page.getByRole("button", { name: "View as of this meeting" }).click();
  await expect(page).toHaveURL(/as_of=meeting(%3A|:)PITF-M-2023/);
  await expect(page).toHaveURL(/plan=NAP-2021/);
  await expect(page.getByText("You are viewing Concord as of February 13, 2023")).toBeVisible();
  await page.getByRole("link", { name: "Plans", exact: true }).click();
  await expect(page.getByText("You are viewing Concord as of February 13, 2023")).toBeVisible();
  await page.getByRole("link", { name: "Return to today" }).click();
  await expect(page.getByText("You are viewing Concord as of")).toHaveCount(0);
});

test("before the record there is nothing to show, and the page says so", async ({ page }) => {
  await signIn(page, "chair");
  await page.goto("/plans?as_of=2019-01-01");
  await expect(page.getByText("Concord's information begins on December 3, 2021.")).toBeVisible();
});
