// Terms are explained where they first appear, with scripts and without.
import { enter, expect, NARROW, test } from "../test.ts";

test("a term opens its meaning by keyboard, Escape closes it, and paper leaves it out", async ({ page, server, checkPage }) => {
  await enter(page, server.address, "justice");
  await page.goto("/actions/NAP-2021/DOJ-08");
  const term = page.getByRole("button", { name: "Reported vs. evidence", exact: true });
  const meaning = page.getByText("What the agency last reported, next to what dates and documents show.");
  await expect(page.getByRole("heading", { name: "Reported vs. evidence", exact: true })).toBeVisible();
  await expect(meaning).toBeHidden();
  await term.focus();
  await page.keyboard.press("Enter");
  await expect(meaning).toBeVisible();
  await checkPage(page);
  await page.emulateMedia({ media: "print" });
  await expect(meaning).toBeHidden();
  await page.emulateMedia({ media: "screen" });
  await page.keyboard.press("Escape");
  await expect(meaning).toBeHidden();
  await expect(term).toBeFocused();
});

test("a meaning fits a narrow window", async ({ page, server, checkPage }) => {
  await page.setViewportSize(NARROW);
  await enter(page, server.address, "justice");
  await page.goto("/meetings");
  await page.getByRole("button", { name: "Interagency groups" }).click();
  await expect(page.getByText("A committee, council, or task force")).toBeVisible();
  await checkPage(page);
});
