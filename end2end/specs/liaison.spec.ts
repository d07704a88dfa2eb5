// The main walk of the Justice liaison, by keyboard names and visible words, with scripts on and off.
import { expect, picture, signIn, test } from "../test.ts";

test("the Justice liaison works through what waits for it", async ({ page, server, checkPage }) => {
  await signIn(page, "justice");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("My work");
  await picture(page, "my-work");

  await test.step("accepts the lead that was offered", async () => {
    const offered = page.getByRole("listitem").filter({ hasText: "Request: lead this action" }).first();
    await offered.getByRole("link", { name: "Accept role" }).click();
    await checkPage(page);
    await page.getByRole("button", { name: "Accept role" }).click();
    await expect(page.getByRole("status")).toContainText("You accepted this role");
    await expect(page.getByText("Lead agency: Justice")).toBeVisible();
  });

  await test.step("moves a milestone: the reason is required, and nothing typed is lost", async () => {
    await page.goto("/actions/NAP-2021/DOJ-08");
    await picture(page, "action");
    await page.getByRole("link", { name: "Round 3 awards announced" }).click();
    await page.getByRole("link", { name: "Change due date" }).click();
    await page.getByRole("textbox", { name: "New due date" }).fill("November 30, 2024");
    await page.getByLabel("Explanation").fill("The announcement follows the department's calendar.");
    await page.getByRole("button", { name: "Change due date" }).click();
    await expect(page).toHaveTitle(/^Error:/);
    await expect(page.getByRole("alert")).toContainText("There is 1 error on this page. Your changes were not saved.");
    await expect(page.getByRole("textbox", { name: "New due date" })).toHaveValue("November 30, 2024");
    await expect(page.getByLabel("Explanation")).toHaveValue("The announcement follows the department's calendar.");
    await picture(page, "move-refused");
    await checkPage(page);
    await page.getByLabel("Reason", { exact: true }).selectOption({ label: "Clearance or approval" });
    await page.getByRole("button", { name: "Change due date" }).click();
    await expect(page.getByRole("status")).toContainText("Due date changed");
    await expect(page.getByText("Mar. 31, 2024").first()).toBeVisible();
    await expect(page.getByText("Nov. 30, 2024").first()).toBeVisible();
    await checkPage(page);
  });

  await test.step("completes the milestone that is due today", async () => {
    await page.goto("/actions/NAP-2021/DOJ-04");
    await page.getByRole("link", { name: "List of technical barriers" }).click();
    await page.getByRole("link", { name: "Mark milestone complete" }).click();
    await page.getByRole("textbox", { name: "Completed on" }).fill("September 30, 2024");
    await page.getByRole("button", { name: "Mark milestone complete" }).click();
    await expect(page.getByRole("status")).toContainText("Milestone completed");
    await expect(page.getByText("Reported only").first()).toBeVisible();
  });

  await test.step("reports a status", async () => {
    await page.goto("/actions/NAP-2021/DOJ-08/report");
    await page.locator("label", { hasText: "Delayed" }).click();
    await page.locator("label", { hasText: "At risk" }).click();
    await page.getByLabel(/Summary of progress/).fill("Round 3 awards were approved and wait for announcement.");
    await page.getByRole("button", { name: "Submit status update" }).click();
    await expect(page.getByRole("status")).toContainText("Your update was submitted");
    await expect(page.getByText("Round 3 awards were approved and wait for announcement.").first()).toBeVisible();
    await checkPage(page);
  });

  await test.step("finds the same in the list, the CSV and the history", async () => {
    await page.goto("/actions?plan=NAP-2021&q=DOJ-08");
    const row = page.getByRole("row").filter({ hasText: "DOJ-08" });
    await expect(row).toContainText("Delayed");
    await expect(row).toContainText("At risk");
    const csv = await page.request.get("/exports/actions.csv?plan=NAP-2021&q=DOJ-08");
    expect(csv.headers()["link"]).toContain("describedby");
    const text = await csv.text();
    expect(text).toContain("DOJ-08");
    expect(text).toContain("Delayed");
    expect(text).toContain("At risk");
    await page.goto("/actions/NAP-2021/DOJ-08");
    await expect(page.locator("#history")).toContainText(/delayed, at risk/);
  });

  await test.step("and the record verifies", async () => {
    expect(await server.verify()).toContain("No problems found.");
  });

  await test.step("and the past is as it was", async () => {
    await page.goto("/actions/NAP-2021/DOJ-08?as_of=2024-02-13");
    await expect(page.getByText("Round 2 grantees have started. The round 3 solicitation is drafted.").first()).toBeVisible();
    await expect(page.getByText("Round 3 awards were approved")).toHaveCount(0);
    await picture(page, "past");
  });
});

test("what another agency leads is read, and not changed", async ({ page }) => {
  await signIn(page, "hhs");
  await page.goto("/actions/NAP-2021/DOJ-08");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Prioritize the OVC housing program");
  await expect(page.getByRole("link", { name: "Submit status update" })).toHaveCount(0);
  await page.goto("/actions/NAP-2021/DOJ-08/report");
  await expect(page.getByText("Only the lead agency, or the secretariat on its behalf, can do this.")).toBeVisible();
});
