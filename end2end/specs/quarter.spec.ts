// A reporting period from the call to the accepted updates, as the secretariat and an agency go through it.
import { enter, expect, test } from "../test.ts";

test("an agency gets more time, submits, is asked for more, and is accepted", async ({ page, server }) => {
  test.setTimeout(180_000);
  const board = "/periods/FY2024-Q4";
  await enter(page, server.address, "secretariat");
  await page.goto("/");
  await page.getByRole("link", { name: "FY 2024 Q4 updates" }).click();
  await expect(page).toHaveURL(board);
  await page.getByRole("link", { name: "Edit instructions" }).click();
  await page.getByLabel(/^Instructions/).fill("Name the source of each number.");
  await page.getByRole("button", { name: "Edit instructions" }).click();
  await expect(page.getByText("Instructions saved.")).toBeVisible();

  await page.getByRole("link", { name: /^Change date ?, Interior$/ }).click();
  await page.getByLabel(/^New due date/).fill("10/25/2024");
  await page.getByLabel(/^Reason/).fill("The liaison changed.");
  await page.getByRole("button", { name: "Change due date" }).click();
  await expect(page).toHaveURL(board);
  const row = (of: RegExp) => page.getByRole("row", { name: of });
  await expect(row(/^Interior 0 of 3/)).toContainText("Oct. 25, 2024");
  await expect(row(/^Interior Oct\. 15/)).toContainText("The liaison changed.");

  await enter(page, server.address, "interior");
  await page.goto("/");
  await page.getByRole("link", { name: /^Submit FY 2024 Q4 updates/ }).click();
  await expect(page.getByText("Name the source of each number.")).toBeVisible();
  await expect(page.getByText("Due October 25, 2024, in 25 days.")).toBeVisible();
  const period = page.url();
  const update = page.getByRole("link", { name: /^Update ?, / }).first();
  const reference = ((await update.textContent()) ?? "").replace(/^Update ?, /, "");
  const submit = async (words: string) => {
    await page.locator("label", { hasText: "In progress" }).click();
    await page.locator("label", { hasText: "On track" }).click();
    await page.getByLabel(/^Summary of progress/).fill(words);
    await page.getByRole("button", { name: "Submit status update" }).click();
    await expect(page.getByText("Your update was submitted.")).toBeVisible();
  };
  await update.click();
  await submit("Training was held.");

  await enter(page, server.address, "secretariat");
  await page.goto(board);
  await page.getByRole("link", { name: /^Accept updates, Interior/ }).click();
  await page.getByRole("link", { name: new RegExp(`^Return ?, ${reference}$`) }).click();
  await page.getByLabel(/^What is missing/).fill("How many people were trained?");
  await page.getByRole("button", { name: "Return update" }).click();
  await expect(page.getByText("Update returned to the agency.")).toBeVisible();

  await enter(page, server.address, "interior");
  await page.goto(period);
  await expect(page.getByText("How many people were trained?")).toBeVisible();
  await page.getByRole("link", { name: new RegExp(`^Update ?, ${reference}$`) }).click();
  await expect(page.getByText("How many people were trained?")).toBeVisible();
  await submit("Training was held for 40 rangers.");

  await enter(page, server.address, "secretariat");
  await page.goto(`${period}/review`);
  await expect(page.getByText("Training was held for 40 rangers.")).toBeVisible();
  await page.getByRole("checkbox", { name: `Accept, ${reference}` }).check();
  await page.getByRole("button", { name: "Accept updates" }).click();
  await expect(page.getByText("1 update accepted.")).toBeVisible();

  await enter(page, server.address, "interior");
  await page.goto(period);
  await expect(page.getByText("Accepted").first()).toBeVisible();
});
