// A quarter of an agency on one page: what did not change is submitted at once, the rest one by one, in few steps.
import { enter, expect, test } from "../test.ts";

const PAGE = "/periods/FY2024-Q4/DOJ";

test("a liaison submits what did not change at once, and is led back after each update", async ({ page, server }) => {
  let steps = 0;
  const press = async (name: string | RegExp, role: "link" | "button" = "link") => {
    steps += 1;
    await page.getByRole(role, { name, exact: typeof name === "string" }).first().click();
  };
  await enter(page, server.address, "justice");
  await page.goto("/");
  await press(/^Submit FY 2024 Q4 updates/);
  await expect(page).toHaveURL(PAGE);
  const left = page.locator(".c-quarter__left");
  const before = Number((await left.textContent())?.split(" ")[0]);

  await press(/^Select all/);
  const selected = await page.getByRole("checkbox", { checked: true }).count();
  expect(selected).toBeGreaterThan(0);
  await press('Submit "no change"', "button");
  await expect(page.getByText(`"No change" was submitted for ${selected} action`)).toBeVisible();
  await expect(page).toHaveURL(PAGE);

  // What is left needs words of its own.
  const update = page.getByRole("link", { name: /^Update ?, / });
  await expect(update.first()).toBeVisible();
  steps += 1;
  await update.first().click();
  await page.getByLabel(/^Summary of progress/).fill("The second round of the list is with the field offices.");
  await press("Submit status update", "button");
  await expect(page).toHaveURL(PAGE);
  await expect(page.getByText("Your update was submitted.")).toBeVisible();
  await expect(left).toHaveText(new RegExp(`^${before - selected - 1} of `));
  expect(steps, "clicks beside the sentence").toBeLessThanOrEqual(6);
});

test("nothing selected is said where it is mended", async ({ page, server }) => {
  await enter(page, server.address, "hhs");
  await page.goto("/periods/FY2024-Q4/HHS");
  await page.getByRole("button", { name: 'Submit "no change"', exact: true }).click();
  await expect(page.getByText("Select at least one action.").first()).toBeVisible();
});

test("what is due is printed, without its buttons", async ({ page, server }) => {
  await enter(page, server.address, "justice");
  await page.goto(PAGE);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("heading", { level: 3 }).first()).toBeVisible();
  await expect(page.getByRole("button")).toHaveCount(0);
});
