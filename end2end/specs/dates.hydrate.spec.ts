// The calendar beside a field of a date: the text says the date, and the calendar only helps to write it.
import { enter, expect, test } from "../test.ts";

test("a date is chosen from the calendar by keyboard, and sent once", async ({ page, server, checkPage }) => {
  await page.addInitScript(() => {
    // The browser's own calendar is no part of the page; what it would be asked is noted.
    HTMLInputElement.prototype.showPicker = function (this: HTMLInputElement) {
      document.documentElement.dataset.opened = this.value;
    };
  });
  await enter(page, server.address, "justice");
  await page.goto("/actions?since=2024-02-13");
  const more = page.locator("summary", { hasText: "More filters" });
  await more.click();
  const field = page.getByRole("textbox", { name: "Compare with (end of day)" });
  await expect(field).toHaveValue("02/13/2024");
  await field.focus();
  await page.keyboard.press("Tab");
  const button = page.getByRole("button", { name: "Choose a date: Compare with (end of day)" });
  await expect(button).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-opened", "2024-02-13");
  await checkPage(page);
  // The check opened the other menus, which closes this one.
  await more.click();

  for (const [typed, opened] of [["March 5, 2024", "2024-03-05"], ["6 Mar 2024", "2024-03-06"], ["someday", ""]]) {
    await field.fill(typed!);
    await button.click();
    await expect(page.locator("html")).toHaveAttribute("data-opened", opened!);
  }
  await page.locator("[data-date]:has(#f-since) .c-date__picker").evaluate((picker: HTMLInputElement) => {
    picker.value = "2024-03-15";
    picker.dispatchEvent(new Event("input", { bubbles: true }));
  });
  await expect(field).toHaveValue("03/15/2024");
  await page.getByRole("button", { name: "Apply" }).first().click();
  await expect(page).toHaveURL(/[?&]since=03%2F15%2F2024(&|$)/);
  expect(page.url().match(/since=/g)).toHaveLength(1);
  await more.click();
  await expect(field).toHaveValue("03/15/2024");
});
