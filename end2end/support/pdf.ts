// Reads a PDF with the reader of Firefox: what assistive technology finds in it.
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

export interface Pdf {
  pages: number;
  title: string;
  language: string;
  isMarked: boolean;
  showsTitle: boolean;
  // The bookmarks, in order.
  outline: string[];
  // The elements of the structure, by their roles, with their alternative texts.
  elements: { role: string; alt: string; children: string[] }[];
  // The text in the order in which it is read, without running heads and feet.
  text: string;
}

interface Node {
  role?: string;
  alt?: string;
  children?: Node[];
}

export async function readPdf(bytes: Buffer): Promise<Pdf> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const pdf = await task.promise;
  const info = (await pdf.getMetadata()).info as { Title?: string; Language?: string };
  const preferences = (await pdf.getViewerPreferences()) as { DisplayDocTitle?: boolean } | null;
  const elements: Pdf["elements"] = [];
  let text = "";
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    gather((await page.getStructTree()) as Node | null, elements);
    text += `${await textOf(page)} `;
  }
  const outline: string[] = [];
  titles((await pdf.getOutline()) ?? [], outline);
  const read = {
    pages: pdf.numPages,
    title: info.Title ?? "",
    language: info.Language ?? "",
    isMarked: (await pdf.getMarkInfo())?.Marked === true,
    showsTitle: preferences?.DisplayDocTitle === true,
    outline,
    elements,
    text,
  };
  await task.destroy();
  return read;
}

async function textOf(page: { getTextContent: (how: object) => Promise<{ items: unknown[] }> }): Promise<string> {
  const { items } = await page.getTextContent({ includeMarkedContent: true });
  // Running heads and feet are no part of what is read.
  const tags: string[] = [];
  let text = "";
  for (const item of items as { type?: string; tag?: string; str?: string; hasEOL?: boolean }[]) {
    if (item.type?.startsWith("beginMarkedContent")) {
      tags.push(item.tag ?? "");
    } else if (item.type === "endMarkedContent") {
      tags.pop();
    } else if (!tags.includes("Artifact")) {
      text += `${item.str ?? ""}${item.hasEOL === true ? " " : ""}`;
    }
  }
  return text;
}

function gather(node: Node | null, into: Pdf["elements"]): void {
  if (node?.role !== undefined) {
    into.push({ role: node.role, alt: node.alt ?? "", children: (node.children ?? []).map((child) => child.role ?? "") });
  }
  node?.children?.forEach((child) => gather(child, into));
}

function titles(items: { title: string; items: unknown[] }[], into: string[]): void {
  for (const item of items) {
    into.push(item.title);
    titles(item.items as typeof items, into);
  }
}
