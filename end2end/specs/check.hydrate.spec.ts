// A file is checked in the reader's own browser: it stays there, and what is found is what `concord verify` finds.
import { readFile } from "node:fs/promises";
import type { Page, Request } from "@playwright/test";

import { take } from "../support/files.ts";
import { enter, expect, NARROW, test } from "../test.ts";

const FILES = new URL("../../checker/tests/files/", import.meta.url);

interface Mutation {
  what: string;
  with: "nothing" | "key" | "checkpoint";
  // Bytes of the log, from and to, or new ones in hexadecimal.
  pieces: ([number, number] | string)[];
  outcome: string;
  line: number | null;
  entry: number | null;
}

interface Verdict {
  outcome: string;
  place: { line: number; entry: number | null } | null;
}

// What the page asks the server for while something is done.
async function asked(page: Page, doing: () => Promise<void>): Promise<Request[]> {
  const requests: Request[] = [];
  const note = (request: Request) => requests.push(request);
  page.context().on("request", note);
  await doing();
  page.context().off("request", note);
  return requests;
}

async function choose(page: Page, name: string, content: string | Buffer): Promise<void> {
  await page.getByLabel("Choose a file").setInputFiles({ name, mimeType: "", buffer: Buffer.from(content) });
}

// What was drawn: elements with their attributes in order of their names, and their texts.
async function structure(page: Page): Promise<unknown> {
  return page.locator(".c-check:has(.c-found)").evaluate((drawn) => {
    const of = (element: Element): unknown => {
      const attributes = [...element.attributes].map(({ name, value }) => `${name}=${value}`);
      const parts: unknown[] = [];
      for (const node of element.childNodes) {
        if (node instanceof Element) {
          parts.push(of(node));
        } else if (node instanceof Text) {
          parts.push(typeof parts.at(-1) === "string" ? `${parts.pop() as string}${node.data}` : node.data);
        }
      }
      // The button is shown to scripts alone, and a class that is not set is written as an empty one.
      const said = attributes.filter((attribute) => !["hidden=", "class="].includes(attribute));
      return [element.localName, said.sort(), parts];
    };
    return of(drawn);
  });
}

async function ledger(page: Page): Promise<string> {
  return (await page.request.get("/exports/ledger.jsonl")).text();
}

test("a log is checked in the browser, and the checker is fetched when it is chosen", async ({ page, server, checkPage }) => {
  await enter(page, server.address, "auditor");
  const file = await ledger(page);
  const before = await asked(page, async () => {
    await page.goto("/record/check");
    await expect(page.getByText("Drop a file here")).toBeVisible();
    await page.waitForLoadState("networkidle");
  });
  expect(before.filter((request) => /wasm|worker|checker/.test(request.url()))).toEqual([]);
  await expect(page.getByText("Logs, workpapers, and checkpoints do not leave this computer.")).toBeVisible();
  await checkPage(page);

  const during = await asked(page, async () => {
    await choose(page, "log.jsonl", file);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("log.jsonl is whole");
  });
  expect(during.filter((request) => request.method() !== "GET")).toEqual([]);
  expect(during.some((request) => request.url().endsWith("checker_bg.wasm"))).toBe(true);
  const heading = page.getByRole("heading", { level: 2, name: /^No problems found in [\d,]+ entries\.$/ });
  await expect(heading).toBeFocused();
  await expect(page.getByText(/^Checked in your browser .+ The file did not leave this computer\.$/)).toBeVisible();
  await expect(page.getByText(/by the key that this server gave/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Print this result" })).toBeVisible();
  await checkPage(page);
  await page.setViewportSize(NARROW);
  await checkPage(page);
  await page.getByRole("link", { name: "Check another file" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Check a file");
});

test("the progress is a progressbar that speaks every quarter", async ({ page, server }) => {
  await enter(page, server.address, "auditor");
  const file = await ledger(page);
  await page.goto("/record/check");
  await page.evaluate(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    new MutationObserver(() => {
      const bar = document.querySelector("[role=progressbar]");
      said.push(bar?.getAttribute("aria-valuetext") ?? "", document.querySelector("[data-result] [role=status]")?.textContent ?? "");
    }).observe(document.querySelector("main")!, { attributes: true, childList: true, subtree: true, characterData: true });
  });
  await choose(page, "log.jsonl", file);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("log.jsonl is whole");
  const said = await page.evaluate(() => [...new Set((window as unknown as { said: string[] }).said)]);
  expect(said.some((words) => /^Entry [\d,]+ of [\d,]+$/.test(words)), said.join("; ")).toBe(true);
});

test("the entry that breaks is named, and the server never sees the file", async ({ page, server, checkPage }) => {
  await enter(page, server.address, "auditor");
  const lines = (await ledger(page)).split("\n");
  const at = 1_204;
  const { entry } = JSON.parse(lines[at + 1] ?? "") as { entry: { seq: number } };
  expect(entry.seq).toBe(at);
  lines[at + 1] = (lines[at + 1] ?? "").replace(/"recorded_at":"(\d{4})/, (_, year) => `"recorded_at":"${Number(year) + 1}`);
  const broken = lines.join("\n");
  await page.goto("/record/check");
  const during = await asked(page, async () => {
    await choose(page, "log.jsonl", broken);
    await expect(page.getByRole("heading", { level: 2, name: "Entry 1,205 does not match its hash." })).toBeFocused();
  });
  expect(during.filter((request) => request.method() !== "GET")).toEqual([]);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("log.jsonl is not whole");
  await expect(page.getByText("1,205, line 1,206 of the file (seq 1204)")).toBeVisible();
  await expect(page.getByText(/^Line 1206, entry 1204: its bytes have the leaf hash/)).toBeVisible();
  await expect(page.getByRole("heading", { name: "What to do" })).toBeVisible();
  await checkPage(page);
  await page.setViewportSize(NARROW);
  await checkPage(page);
});

test("a checkpoint is checked in the browser; only its size is asked about", async ({ page, server, checkPage }) => {
  await enter(page, server.address, "auditor");
  const checkpoint = await (await page.request.get("/ledger/checkpoint")).text();
  await page.goto("/record/check");
  const during = await asked(page, async () => {
    await choose(page, "checkpoint.txt", checkpoint);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("checkpoint.txt is valid");
  });
  const size = checkpoint.split("\n")[1];
  expect(during.map((request) => new URL(request.url()).pathname)).toContain(`/ledger/consistency/${size}`);
  await expect(page.getByText(/log continues it from/)).toBeVisible();
  await checkPage(page);
});

test("a report goes to the server, which says what differs", async ({ page, server, checkPage }) => {
  await enter(page, server.address, "auditor");
  const text = (await take(page, "/exports/reports/progress.json?plan=NAP-2021&as_of=2024-09-30")).toString();
  await page.goto("/record/check");
  await choose(page, "progress.json", text);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("progress.json matches this record");
  await expect(page.getByText(/^Checked on this server .+ The file was not kept\.$/)).toBeVisible();
  await expect(page.getByRole("heading", { level: 2 }).first()).toBeFocused();
  await checkPage(page);
  await page.goto("/record/check");
  await choose(page, "progress.json", text.replace(" actions", " agencies"));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("progress.json differs from this record");
});

test("a file of another kind and wrong fields are told what to do", async ({ page, server, checkPage }) => {
  await enter(page, server.address, "auditor");
  await page.goto("/record/check");
  await choose(page, "letter.txt", "Dear auditor,");
  await expect(page.getByText("This is not a file from a Concord record.")).toBeVisible();
  await expect(page.getByText("Choose a .jsonl, .pdf, .xlsx, .csv, .json, .zip, or .txt file.")).toBeVisible();
  await checkPage(page);
  await page.goto("/record/check");
  await page.getByLabel("Public key").fill("nonsense");
  await choose(page, "log.jsonl", "{}");
  await expect(page.getByLabel("Public key")).toBeFocused();
  await expect(page.getByText("Enter the public key, or leave the field blank.")).toBeVisible();
  await checkPage(page);
});

test("a file is chosen and checked by keyboard alone", async ({ page, server }) => {
  await enter(page, server.address, "auditor");
  const file = await ledger(page);
  // Before the page is there, so that the browser is ready to hand it over.
  const chooser = page.waitForEvent("filechooser");
  await page.goto("/record/check");
  const input = page.getByLabel("Choose a file");
  await input.focus();
  await page.keyboard.press("Enter");
  await (await chooser).setFiles({ name: "log.jsonl", mimeType: "", buffer: Buffer.from(file) });
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("log.jsonl is whole");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Print this result" })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Check a file");
});

test("the browser draws a result as the server does", async ({ page, browser, server }) => {
  await enter(page, server.address, "auditor");
  const good = await ledger(page);
  const checkpoint = await (await page.request.get("/ledger/checkpoint")).text();
  const off = await browser.newContext({ baseURL: server.address, javaScriptEnabled: false });
  await off.addCookies(await page.context().cookies());
  const plain = await off.newPage();
  for (const [name, content] of [["log.jsonl", good], ["log.jsonl", good.replace("imported", "exported")], ["kept.txt", checkpoint]]) {
    const drawings = [];
    for (const at of [page, plain]) {
      await at.goto("/record/check");
      await at.getByLabel("Earlier checkpoint").fill(checkpoint);
      await at.locator("#file").setInputFiles({ name: name!, mimeType: "", buffer: Buffer.from(content!) });
      if (at === plain) {
        await at.getByRole("button", { name: "Check file" }).click();
      }
      await expect(at.getByRole("link", { name: "Check another file" })).toBeVisible({ timeout: 30_000 });
      drawings.push(await structure(at));
    }
    expect(drawings[0]).toEqual(drawings[1]);
  }
  await off.close();
});

test("the compiled checker decides 500 changed logs as verify_file does", async ({ page, server }) => {
  const log = await readFile(new URL("log.jsonl", FILES));
  const { key, checkpoint, mutations } = JSON.parse(await readFile(new URL("mutations.json", FILES), "utf8")) as {
    key: string;
    checkpoint: string;
    mutations: Mutation[];
  };
  expect(mutations).toHaveLength(500);
  await enter(page, server.address, "auditor");
  await page.goto("/record/check");
  const verdicts = await page.evaluate(
    async ({ log, key, checkpoint, mutations }) => {
      const original = Uint8Array.from(atob(log), (sign) => sign.charCodeAt(0));
      const fromHex = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (byte) => parseInt(byte, 16));
      const script = document.querySelector<HTMLScriptElement>('script[src$="/check.js"]')!.src;
      const worker = new Worker(new URL("check-worker.js", script), { type: "module" });
      const answers: Verdict[] = [];
      for (const { pieces, with: known } of mutations) {
        const parts = pieces.map((piece) => (typeof piece === "string" ? fromHex(piece) : original.slice(...piece)));
        const asked = {
          key: known === "nothing" ? "" : key,
          checkpoint: known === "checkpoint" ? checkpoint : "",
          server_key: "",
        };
        const answer = new Promise<Verdict>((resolve, reject) => {
          worker.onerror = (event) => reject(new Error(event.message));
          worker.onmessage = ({ data }) => {
            if (data.verdict) {
              resolve(data.verdict as Verdict);
            } else if (data.entries === undefined) {
              reject(new Error(JSON.stringify(data)));
            }
          };
        });
        worker.postMessage({ file: new File(parts, "log.jsonl"), asked, days: "us" });
        answers.push(await answer);
      }
      worker.terminate();
      return answers;
    },
    { log: log.toString("base64"), key, checkpoint, mutations },
  );
  verdicts.forEach(({ outcome, place }, number) => {
    const expected = mutations[number]!;
    const found = { outcome, line: place?.line ?? null, entry: place?.entry ?? null };
    const { line, entry } = expected;
    expect(found, `${number}, ${expected.what} with ${expected.with}`).toEqual({ outcome: expected.outcome, line, entry });
  });
});
