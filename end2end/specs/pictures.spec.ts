// The pictures of the README: the real pages of the demonstration.
import { expect, picture, signIn, test } from "../test.ts";

test("plans, the tree of one, and the record", async ({ page }) => {
  await signIn(page, "chair");
  await page.goto("/plans");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Plans");
  await picture(page, "plans");
  await page.goto("/plans/NAP-2021");
  await picture(page, "plan");
  await page.goto("/actions?plan=NAP-2021&confidence=at-risk");
  await picture(page, "actions");
  await page.goto("/record");
  await picture(page, "record");
  await page.goto("/sources");
  await picture(page, "sources");
});
