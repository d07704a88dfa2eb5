// The files of reports, read by readers that are not ours, beside the page: the same structure, order and numbers.
import type { Page } from "@playwright/test";
import readXlsx from "read-excel-file/node";

import { readCsv } from "../support/csv.ts";
import { take } from "../support/files.ts";
import { type Pdf, readPdf } from "../support/pdf.ts";
import { enter, expect, test } from "../test.ts";

const REPORTS = [
  { name: "progress of a plan, compared", kind: "progress", query: "plan=NAP-2021&since=meeting:PITF-M-2023&as_of=meeting:PITF-M-2024" },
  { name: "progress now", kind: "progress", query: "plan=PITF-2022" },
  { name: "progress of no action", kind: "progress", query: "q=nothing+has+these+words" },
  { name: "progress of one action", kind: "progress", query: "plan=NAP-2021&q=DOJ-08" },
  { name: "slippage", kind: "slippage", query: "plan=NAP-2021&as_of=2024-09-30" },
  { name: "changes", kind: "changes", query: "plan=NAP-2021&since=meeting:PITF-M-2024&as_of=2024-09-30" },
  { name: "status by fiscal year", kind: "status", query: "plan=FSAP" },
  { name: "one action", kind: "action", query: "plan=NAP-2021&action=DOJ-08" },
];

// What is compared: letters and digits. Lines are broken at other places in each.
const bare = (text: string) => text.replace(/[\s\u00AD\u200B-]/gu, "");

interface Shown {
  title: string;
  headings: string[];
  texts: string[];
  tables: number;
  charts: number;
}

// The page of a report, in the order in which it is read.
async function shown(page: Page, address: string): Promise<Shown> {
  await page.goto(address);
  return page.evaluate(() => {
    const report = document.querySelector(".c-doc") as HTMLElement;
    const all = (selector: string) => [...report.querySelectorAll(selector)];
    const text = (element: Element) => (element.textContent ?? "").replace(/\s+/g, " ").trim();
    const isDrawn = (element: Element) => element.closest("svg") !== null;
    return {
      title: text(document.querySelector("h1") as Element),
      headings: all("h2, h3, h4").map(text),
      texts: all("h2, h3, h4, p, li, dt, dd, th, td").filter((element) => !isDrawn(element)).map(text).filter(Boolean),
      tables: all("table").length,
      charts: all("figure").length,
    };
  });
}

interface Table {
  title: string;
  columns: { name: string; title: string }[];
  rows: Record<string, unknown>[];
}

// A value of JSON as a cell of CSV has it.
function inCsv(value: unknown): string {
  return value === null || value === undefined ? "" : String(value);
}

// The rows of the sheet that has the heads of a table, as CSV would have them.
function rowsOf(workbook: Awaited<ReturnType<typeof readXlsx>>, table: Table): string[][] {
  const heads = table.columns.map(({ title }) => title);
  for (const { data } of workbook) {
    const place = data.findIndex((row) => heads.every((head, column) => row[column] === head));
    if (place >= 0) {
      return data.slice(place + 1).map((row) => heads.map((_, column) => inXlsx(row[column])));
    }
  }
  throw new Error(`No sheet has the heads of ${table.title}.`);
}

function inXlsx(value: unknown): string {
  return value instanceof Date ? value.toISOString().slice(0, 10) : inCsv(value);
}

function structure(pdf: Pdf, role: string): Pdf["elements"] {
  return pdf.elements.filter((element) => element.role === role);
}

test.describe("files of reports", () => {
  test.skip(({ javaScriptEnabled }) => !javaScriptEnabled, "once is enough");

  for (const { name, kind, query } of REPORTS) {
    test(`the PDF of ${name} is read as its page is`, async ({ page, server }) => {
      await enter(page, server.address, "auditor");
      const onPage = await shown(page, `/reports/${kind}?${query}`);
      const pdf = await readPdf(await take(page, `/exports/reports/${kind}.pdf?${query}`));
      expect(pdf.isMarked, "tagged").toBe(true);
      expect(pdf.showsTitle, "the title is in the title bar").toBe(true);
      expect(pdf.language).toMatch(/^en/);
      expect(onPage.title).toContain(pdf.title);
      for (const heading of onPage.headings) {
        expect(pdf.outline.map(bare), "bookmarks").toContain(bare(heading));
      }
      const figures = structure(pdf, "Figure");
      expect(figures.every(({ alt }) => alt !== ""), "each figure has an alternative text").toBe(true);
      expect(figures.length, "charts").toBe(onPage.charts);
      expect(structure(pdf, "Table").length, "tables").toBeGreaterThanOrEqual(onPage.tables);
      expect(structure(pdf, "TH").length > 0, "tables have heads").toBe(onPage.tables > 0);

      const read = bare(pdf.text);
      let place = 0;
      for (const text of onPage.texts.map(bare)) {
        const found = read.indexOf(text, place);
        expect(found, `"${text}" after "${read.slice(Math.max(0, place - 80), place)}"`).toBeGreaterThanOrEqual(place);
        place = found + text.length;
      }
    });

    test(`workbook, CSV and JSON of ${name} have the same rows`, async ({ page, server }) => {
      await enter(page, server.address, "auditor");
      const json = JSON.parse((await take(page, `/exports/reports/${kind}.json?${query}`)).toString("utf8")) as { tables: Table[] };
      const csv = readCsv((await take(page, `/exports/reports/${kind}.csv?${query}`)).toString("utf8"));
      const workbook = await readXlsx(await take(page, `/exports/reports/${kind}.xlsx?${query}`));
      const [first] = json.tables;
      expect(first, "a report has a table of rows").toBeDefined();
      expect(
        csv.map((row) => first?.columns.map(({ title }) => row(title))),
        "the CSV",
      ).toEqual(first?.rows.map((row) => first.columns.map(({ name }) => inCsv(row[name]))));
      for (const table of json.tables) {
        expect(rowsOf(workbook, table), `the sheet of ${table.title}`).toEqual(
          table.rows.map((row) => table.columns.map(({ name }) => inCsv(row[name]))),
        );
      }
    });
  }
});
