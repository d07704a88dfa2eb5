// How the people of the demonstration sign in.
import { expect, type Page } from "@playwright/test";

// All accounts of the demonstration share one password; the server prints it at its start.
const PASSWORD = "demonstration";

// Signs in by the form, as a person does. The account is the first part of its address:
// `justice` for justice@demo.concord.example.
export async function signIn(page: Page, account: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail address").fill(`${account}@demo.concord.example`);
  await page.getByLabel("Password").fill(PASSWORD);
  const button = page.getByRole("button", { name: "Sign in", exact: true });
  await button.click();
  await expect(button).toBeHidden();
}
