// How the people of the demonstration sign in.
import { type Cookie, expect, type Page } from "@playwright/test";

// All accounts of the demonstration share one password; the server prints it at its start.
const PASSWORD = "demonstration";

// Signs in by the form, as a person does. The account is the first part of its address:
// `justice` for justice@demo.concord.example.
export async function signIn(page: Page, account: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("Email address").fill(`${account}@demo.concord.example`);
  await page.getByLabel("Password").fill(PASSWORD);
  const button = page.getByRole("button", { name: "Sign in", exact: true });
  await button.click();
  await expect(button).toBeHidden();
}

// The cookies of those who signed in before, by server and account: what a page looks like does not hang on how its
// reader came in, and a password takes its time to check.
const sessions = new Map<string, Cookie[]>();

// Signs in by the form the first time, and takes up that session afterwards.
export async function enter(page: Page, server: string, account: string): Promise<void> {
  const key = `${account} at ${server}`;
  const session = sessions.get(key);
  // Whoever signs in ends the session that the browser had, which other tests take up.
  await page.context().clearCookies();
  if (session) {
    await page.context().addCookies(session);
  } else {
    await signIn(page, account);
    sessions.set(key, await page.context().cookies());
  }
}
