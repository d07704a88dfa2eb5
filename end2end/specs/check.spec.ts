// The page that checks a file, with scripts on and off: whoever has a file finds out, and the page says where it went.
import { take } from "../support/files.ts";
import { enter, expect, NARROW, test } from "../test.ts";

test("a log is checked, and where it was checked is said", async ({ page, server, checkPage, javaScriptEnabled }) => {
  await enter(page, server.address, "auditor");
  const file = await (await page.request.get("/exports/ledger.jsonl")).body();
  await page.goto("/record");
  await page.getByRole("link", { name: "Check a file, or verify the log independently" }).click();
  const row = page.getByRole("row", { name: /^Log/ });
  await expect(row).toContainText(javaScriptEnabled ? "In your browser" : "On this server; not kept");
  await page.locator("#file").setInputFiles({ name: "log.jsonl", mimeType: "", buffer: file });
  if (!javaScriptEnabled) {
    await page.getByRole("button", { name: "Check file" }).click();
  }
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("log.jsonl is whole");
  const where = javaScriptEnabled ? /^Checked in your browser .+ did not leave this computer/ : /^Checked on this server .+ was not kept/;
  await expect(page.getByText(where)).toBeVisible();
  await expect(page.getByRole("button", { name: "Print this result" })).toHaveCount(javaScriptEnabled ? 1 : 0);
  await checkPage(page);
  await page.setViewportSize(NARROW);
  await checkPage(page);
});

test("a report is compared on the server", async ({ page, server, checkPage, javaScriptEnabled }) => {
  await enter(page, server.address, "justice");
  const report = await take(page, "/exports/reports/progress.pdf?plan=NAP-2021&as_of=2024-09-30");
  await page.goto("/record/check");
  await page.locator("#file").setInputFiles({ name: "progress.pdf", mimeType: "", buffer: report });
  if (!javaScriptEnabled) {
    await page.getByRole("button", { name: "Check file" }).click();
  }
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("progress.pdf matches this record", { timeout: 30_000 });
  await checkPage(page);
});
