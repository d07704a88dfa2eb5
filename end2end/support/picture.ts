// The pictures of the documentation are taken by the tests, so that they show what the product does.
import { fileURLToPath } from "node:url";

import { type Page, test } from "@playwright/test";

const PICTURES = fileURLToPath(new URL("../../docs/pictures/", import.meta.url));

// Writes docs/pictures/NAME.png when pictures are wanted (`cargo xtask test --update-pictures`).
// Only the pass with scripts writes: the other would overwrite it.
export async function picture(page: Page, name: string): Promise<void> {
  if (process.env.CONCORD_PICTURES === "1" && test.info().project.name === "scripts on") {
    await page.screenshot({ path: `${PICTURES}${name}.png` });
  }
}
