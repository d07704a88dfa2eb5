// The one single-key shortcut, and that it can be turned off (WCAG 2.1.4).
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
  await page.getByText("Off", { exact: true }).click();
  await page.getByRole("button", { name: "Save settings" }).click();
  await expect(page.getByRole("status")).toContainText("Settings saved.");
  await page.goto("/actions");
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox", { name: "Search actions, updates, and agencies" })).not.toBeFocused();
});
