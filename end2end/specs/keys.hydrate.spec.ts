// The single-key shortcuts, and that they can be turned off (WCAG 2.1.4).
import { enter, expect, test } from "../test.ts";

test("a slash goes to the search field, and stays a slash where somebody writes", async ({ page, server }) => {
  await enter(page, server.address, "justice");
  await page.goto("/actions");
  const search = page.getByRole("searchbox", { name: "Search actions, updates, and agencies" });
  await page.keyboard.press("/");
  await expect(search).toBeFocused();
  await expect(search).toHaveValue("");
  await page.keyboard.type("a/b");
  await expect(search).toHaveValue("a/b");
  const words = page.getByLabel("Search these actions");
  await words.focus();
  await page.keyboard.type("/");
  await expect(words).toHaveValue("/");
});

test("who turned single keys off keeps the focus", async ({ page, server }) => {
  await enter(page, server.address, "auditor");
  await page.goto("/settings");
  await page.getByRole("radiogroup", { name: "Keyboard shortcuts" }).getByText("Off", { exact: true }).click();
  await page.getByRole("button", { name: "Save settings" }).click();
  await expect(page.getByRole("status")).toContainText("Settings saved.");
  await page.goto("/actions");
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox", { name: "Search actions, updates, and agencies" })).not.toBeFocused();
});

test("j, k and Enter go through the rows of a list, and a question mark lists the keys", async ({ page, server }) => {
  await enter(page, server.address, "justice");
  await page.goto("/actions?plan=NAP-2021");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  const chosen = page.locator('tr[aria-current="true"]');
  await expect(chosen).toHaveCount(1);
  await expect(chosen).toContainText("DHS-02");
  await page.keyboard.press("k");
  await expect(chosen).toContainText("DHS-01");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/NAP-2021\/DHS-01/);
});

test("g and a letter go to a page, brackets to the meetings", async ({ page, server }) => {
  await enter(page, server.address, "justice");
  await page.goto("/");
  await page.keyboard.press("g");
  await page.keyboard.press("a");
  await expect(page).toHaveURL(/\/actions$/);
  await page.waitForLoadState();
  await page.keyboard.press("[");
  await expect(page).toHaveURL(/\/actions\?as_of=meeting/);
  // The page answers to keys when its script has run.
  await page.waitForLoadState();
  await page.keyboard.press("]");
  await expect(page).toHaveURL(/\/actions$/);
  await page.goto("/agencies");
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await expect(page.locator("tr.c-part").first()).toBeVisible();
});
