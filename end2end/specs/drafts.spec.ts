// What a liaison has begun to write waits in the form until it is submitted, also with scripts off.
import { enter, expect, test } from "../test.ts";

test("a draft is saved with its button, found again, and discarded", async ({ page, server }) => {
  await enter(page, server.address, "defense");
  await page.goto("/");
  await page.getByRole("link", { name: /^Submit FY 2024 Q4 updates/ }).click();
  const period = page.url();
  await page.getByRole("link", { name: /^Update ?, / }).first().click();
  const form = page.url();
  const summary = page.getByLabel(/^Summary of progress/);
  await summary.fill("Two of the guides are out for review.");
  await page.getByRole("button", { name: "Save draft", exact: true }).click();
  await expect(page.getByText("Draft saved. Only your agency can see it.")).toBeVisible();
  await expect(summary).toHaveValue("Two of the guides are out for review.");

  await page.goto(period);
  await expect(page.getByText("Draft", { exact: true }).first()).toBeVisible();
  await page.getByRole("link", { name: /^Continue ?, / }).first().click();
  await expect(summary).toHaveValue("Two of the guides are out for review.");

  await page.goto(form);
  await page.getByRole("link", { name: "Discard draft", exact: true }).click();
  await page.getByRole("button", { name: "Discard draft", exact: true }).click();
  await expect(page.getByText("Draft discarded.")).toBeVisible();
  await page.goto(form);
  await expect(summary).toHaveValue("");
});
