// The first page of the secretariat and of the auditor.
import { enter, expect, NARROW, picture, test, WIDE } from "../test.ts";

test("the secretariat sees whom to ask, and each number opens into its rows", async ({ page, server, checkPage }) => {
  await enter(page, server.address, "secretariat");
  for (const window of [NARROW, WIDE]) {
    await page.setViewportSize(window);
    await page.goto("/");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Status updates due this period");
    await checkPage(page);
  }
  // As it opens: the audit opened what can be opened.
  await page.reload();
  await picture(page, "this-period");
  const numbers = await page.locator("main table td.c-num a, .c-figures a.v").evaluateAll((links) =>
    links.map((link) => ({
      number: link.textContent ?? "",
      address: link.getAttribute("href") ?? "",
    })),
  );
  expect(numbers.length).toBeGreaterThan(10);
  for (const { number, address } of numbers) {
    const answer = await page.request.get(address);
    expect((await answer.text()).replaceAll("<!>", ""), address).toContain(`<b>${number} of `);
  }
});

test("the auditor sees the head, that nobody checked yet, and what was just taken", async ({ page, server, checkPage }) => {
  await enter(page, server.address, "auditor");
  await page.request.get("/exports/actions.csv?plan=NAP-2021&sort=slip");
  for (const window of [NARROW, WIDE]) {
    await page.setViewportSize(window);
    await page.goto("/");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Audit log");
    await checkPage(page);
  }
  await page.reload();
  await picture(page, "auditor-home");
  const taken = page.locator("tbody tr").first();
  await expect(taken).toContainText("actions.csv");
  await expect(taken).toContainText("Plan: NAP-2021");
  await taken.getByRole("link", { name: "rows" }).click();
  await expect(page.getByText(/You are viewing Concord as of .* \(log entry/)).toBeVisible();
  await expect(page.locator("tbody tr").first()).toBeVisible();
});
