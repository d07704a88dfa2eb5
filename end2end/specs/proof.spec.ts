// A number opens into its rule, its point, its rows and their entries.
import { enter, expect, test } from "../test.ts";

test("the auditor opens the sources of a figure of a dashboard, as of then", async ({ page, server, checkPage }) => {
  await enter(page, server.address, "auditor");
  await page.goto("/plans/NAP-2021/dashboard?as_of=2024-02-13");
  const overdue = page.locator(".c-figures > div", { hasText: "Updates overdue" });
  const number = Number(await overdue.locator(".v").innerText());
  expect(number).toBeGreaterThan(0);
  await overdue.getByRole("link").click();
  await page.getByRole("link", { name: "Show sources", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(`${number} action`);
  await checkPage(page);
  await expect(page.locator("tbody tr")).toHaveCount(number);
  const root = await page.locator(".c-hash").innerText();

  await test.step("the root is that of the ledger that ends there", async () => {
    const file = await page.request.get("/exports/ledger.jsonl?as_of=2024-02-13");
    const lines = (await file.text()).trimEnd().split("\n");
    const { checkpoint } = JSON.parse(lines.at(-1) ?? "") as { checkpoint: string };
    expect(Buffer.from(checkpoint.split("\n")[2] ?? "", "base64").toString("hex")).toBe(root);
  });

  await test.step("every entry beside a row lies before the point and speaks of that row", async () => {
    const last = Number((await page.getByRole("link", { name: /^log entry / }).innerText()).replace(/\D/g, ""));
    const entries = await page.locator("tbody tr").first().locator("td").last().getByRole("link").allInnerTexts();
    expect(entries.length).toBeGreaterThan(0);
    for (const entry of entries) {
      expect(Number(entry.replaceAll(",", ""))).toBeLessThanOrEqual(last);
    }
    await page.locator("tbody tr").first().locator("td").last().getByRole("link").last().click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Log entry");
  });
});
