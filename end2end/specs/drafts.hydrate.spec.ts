// Drafts save themselves while someone types. What could not be sent stays in the browser until it is.
import type { Page } from "@playwright/test";

import { enter, expect, signIn, test } from "../test.ts";

const summary = (page: Page) => page.getByLabel(/^Summary of progress/);
const state = (page: Page) => page.locator("[data-draft-status]");

async function openForm(page: Page, address: string): Promise<string> {
  await enter(page, address, "treasury");
  return openFirst(page);
}

async function openFirst(page: Page): Promise<string> {
  await page.goto("/");
  await page.getByRole("link", { name: /^Submit FY 2024 Q4 updates/ }).click();
  await page.getByRole("link", { name: /^(Update|Continue) ?, / }).first().click();
  await expect(summary(page)).toBeVisible();
  return page.url();
}

test("a closed tab loses nothing that was typed", async ({ page, server, context }) => {
  const form = await openForm(page, server.address);
  await summary(page).fill("The first sanctions package is drafted.");
  await expect(state(page)).toHaveText(/^Saved \d+:\d\d [ap]\.m\. Nothing unsaved\.$/);
  // Typed within the last second before the tab is closed.
  await summary(page).fill("The first sanctions package is drafted and with counsel.");
  await page.close();

  const again = await context.newPage();
  await again.goto(form);
  await expect(summary(again)).toHaveValue("The first sanctions package is drafted and with counsel.");
  await expect(state(again)).toHaveText(/^Saved /);
});

test("a lost network is said, and the text is sent when it is back", async ({ page, server, context }) => {
  const form = await openForm(page, server.address);
  await context.setOffline(true);
  await summary(page).fill("Written on the train.");
  await expect(state(page)).toHaveText("Not saved: no connection. Your text is kept in this browser.");
  await context.setOffline(false);
  await expect(state(page)).toHaveText(/^Saved /);
  await page.goto(form);
  await expect(summary(page)).toHaveValue("Written on the train.");
});

test("of two windows the later one sees that there is another draft, and chooses", async ({ page, server, context }) => {
  const form = await openForm(page, server.address);
  const other = await context.newPage();
  await other.goto(form);
  await summary(page).fill("From the first window.");
  await expect(state(page)).toHaveText(/^Saved /);
  await summary(other).fill("From the second window.");
  await expect(state(other)).toContainText("Not saved: another draft of this update was saved in between.");
  await other.getByRole("button", { name: "Keep my text" }).click();
  await expect(state(other)).toHaveText(/^Saved /);
  await summary(page).fill("From the first window, later.");
  await expect(state(page)).toContainText("Not saved: another draft");
  await page.getByRole("button", { name: "Open the other draft" }).click();
  await expect(summary(page)).toHaveValue("From the second window.");
});

test("a window that was opened before the last words were saved doesn't overwrite them", async ({ page, server, context }) => {
  const form = await openForm(page, server.address);
  await summary(page).fill("First version.");
  await expect(state(page)).toHaveText(/^Saved /);
  const other = await context.newPage();
  await other.goto(form);
  await expect(summary(other)).toHaveValue("First version.");
  await summary(page).fill("First version and a long paragraph.");
  await expect(state(page)).toHaveText(/^Saved /);
  await page.waitForTimeout(1500);
  await summary(other).fill("Something else.");
  await expect(state(other)).toContainText("Not saved: another draft");
  // What is in conflict stays in its own window, also when the other one saves again.
  await summary(page).fill("First version, a long paragraph, and more.");
  await expect(state(page)).toHaveText(/^Saved /);
  await page.waitForTimeout(1500);
  await other.close();
  const again = await context.newPage();
  await again.goto(form);
  await expect(state(again)).toContainText("This browser has text of yours that was not saved.");
  await again.getByRole("button", { name: "Use it" }).click();
  await expect(summary(again)).toHaveValue("Something else.");
});

test("signing out leaves nothing of a draft in the browser", async ({ page, context }) => {
  // Not the session that other tests take up.
  await signIn(page, "treasury");
  await openFirst(page);
  await context.setOffline(true);
  await summary(page).fill("Not for the next person.");
  await expect(state(page)).toContainText("Not saved");
  await context.setOffline(false);
  await page.goto("/");
  await page.evaluate(() => localStorage.setItem("concord-draft x /y z", "text"));
  await page.locator("details:has(form[action='/sign-out']) > summary").click();
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page).toHaveURL(/sign-in/);
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
});

test("when the session has ended the text stays in the browser", async ({ page, server, context }) => {
  const form = await openForm(page, server.address);
  await context.clearCookies();
  await summary(page).fill("Typed after the session.");
  await expect(state(page)).toContainText("Not saved: your session ended.");
  await enter(page, server.address, "treasury");
  await page.goto(form);
  await expect(summary(page)).toHaveValue("Typed after the session.");
});
