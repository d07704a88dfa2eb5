// Takes the files that reports are written as.
import { expect, type Page } from "@playwright/test";

// How long a file may take that is made in the background, in milliseconds.
const PATIENCE = 120_000;

// The bytes of a file, also where it is made in the background and its reader is sent to the page that follows it.
export async function take(page: Page, address: string): Promise<Buffer> {
  const answer = await page.request.get(address, { maxRedirects: 0 });
  if (answer.status() === 200) {
    return answer.body();
  }
  expect(answer.status(), address).toBe(303);
  const place = answer.headers().location ?? "";
  const until = Date.now() + PATIENCE;
  while (Date.now() < until) {
    const shown = await (await page.request.get(place)).text();
    const file = /href="(\/exports\/files\/[0-9a-f]+)"/.exec(shown)?.[1];
    if (file !== undefined) {
      const made = await page.request.get(file);
      expect(made.status(), file).toBe(200);
      return made.body();
    }
    expect(shown, address).toMatch(/data-file-state="(waiting|making)"/);
    await new Promise((done) => setTimeout(done, 300));
  }
  throw new Error(`${address} was not made in time.`);
}
