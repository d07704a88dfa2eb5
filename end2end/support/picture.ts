// The pictures of the documentation are taken by the tests, so that they show what the product does.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { type Page, test } from "@playwright/test";

const PICTURES = fileURLToPath(new URL("../../docs/pictures/", import.meta.url));

// Whether pictures are wanted, and this is the pass that takes them: the one without scripts would overwrite them.
export function takesPictures(): boolean {
  return process.env.CONCORD_PICTURES === "1" && test.info().project.name === "scripts on";
}

// Writes docs/pictures/NAME.png when pictures are wanted (`cargo xtask test --update-pictures`).
export async function picture(page: Page, name: string): Promise<void> {
  if (takesPictures()) {
    await page.screenshot({ path: `${PICTURES}${name}.png` });
  }
}

// Writes docs/pictures/NAME.png with one page of a file as other programs show it: a PDF by poppler's pdftoppm, a workbook
// as LibreOffice prints it. Both programs must be installed.
export function pictureOfFile(content: Buffer, ending: "pdf" | "xlsx", number: number, name: string): void {
  const folder = mkdtempSync(join(tmpdir(), "picture-"));
  const file = join(folder, `file.${ending}`);
  writeFileSync(file, content);
  if (ending === "xlsx") {
    execFileSync("soffice", ["--headless", "--convert-to", "pdf", "--outdir", folder, file], { stdio: "ignore" });
  }
  const [page, picture] = [String(number), `${PICTURES}${name}`];
  const pdf = join(folder, "file.pdf");
  execFileSync("pdftoppm", ["-png", "-r", "70", "-f", page, "-l", page, "-singlefile", pdf, picture]);
  rmSync(folder, { recursive: true });
}
