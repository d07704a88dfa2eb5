// The pictures of the README: the real pages of the demonstration.
import { take } from "../support/files.ts";
import { pictureOfFile, takesPictures } from "../support/picture.ts";
import { enter, expect, picture, signIn, test } from "../test.ts";

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
  await page.goto("/reports/progress?plan=in-force&since=meeting:PITF-M-2024");
  await picture(page, "report");
});

test("a reporting period, as the secretariat sees it", async ({ page }) => {
  await signIn(page, "secretariat");
  await page.goto("/periods/FY2024-Q3");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^\d+ of \d+ updates submitted$/);
  await picture(page, "period");
});

test("a report as a PDF and as a workbook", async ({ page, server }) => {
  test.skip(!takesPictures(), "what is in them is tested elsewhere");
  await enter(page, server.address, "auditor");
  const query = "plan=NAP-2021&as_of=2024-09-30&since=meeting:PITF-M-2024";
  pictureOfFile(await take(page, `/exports/reports/progress.pdf?${query}`), "pdf", 1, "report-pdf");
  pictureOfFile(await take(page, `/exports/reports/progress.xlsx?${query}`), "xlsx", 1, "report-xlsx");
});

test("a sample of actions, and its workpaper checked", async ({ page, server, javaScriptEnabled }) => {
  test.skip(!javaScriptEnabled, "it is checked in the browser");
  const query = "of=actions&plan=NAP-2021&size=10&by=lead&seed=2024&as_of=meeting:PITF-M-2024";
  await enter(page, server.address, "auditor");
  await page.goto(`/reports/workpaper?${query}`);
  await picture(page, "workpaper");
  const zip = await take(page, `/exports/workpaper.zip?${query}`);
  await page.goto("/record/check");
  await page.getByLabel("Choose a file").setInputFiles({ name: "workpaper.zip", mimeType: "", buffer: zip });
  await expect(page.locator(".c-found")).toBeVisible();
  await picture(page, "check");
});
