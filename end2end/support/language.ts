// Gathers what users can see: the pages that links lead to, the headings and descriptions of files, the help of the program.
import { execFile } from "node:child_process";
import { promisify } from "node:util";

import type { Page } from "@playwright/test";

import { headingsOf } from "./csv.ts";

// A string and where it is seen.
export interface Seen {
  where: string;
  string: string;
}

// Of each kind of page this many are read: what differs between the others are names and numbers.
const OF_EACH_KIND = 2;

// Reads the pages and files that links lead to from the home of who is signed in.
export async function crawl(page: Page): Promise<Seen[]> {
  await page.goto("/");
  const seen: Seen[] = [];
  const waiting = ["/", "/nothing-here", "/actions?since=2/30/24"];
  const known = new Set(waiting);
  const read = new Map<string, number>();
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const kind = kindOf(next);
    const before = read.get(kind) ?? 0;
    if (before >= OF_EACH_KIND) {
      continue;
    }
    read.set(kind, before + 1);
    const { strings, links } = await readAddress(page, next);
    seen.push(...strings.map((string) => ({ where: next, string })));
    for (const link of links.filter((link) => !known.has(link))) {
      known.add(link);
      waiting.push(link);
    }
  }
  return seen;
}

// `/actions/NAP-2021/DOJ-08/report` is a page of the same kind as that of any other action.
function kindOf(address: string): string {
  const [path = ""] = address.split("?");
  return path
    .split("/")
    .map((part) => (/[0-9]|^[A-Z]/.test(part) ? ":" : part))
    .join("/");
}

interface Content {
  strings: string[];
  links: string[];
}

async function readAddress(page: Page, address: string): Promise<Content> {
  const { type, text } = await page.evaluate(async (address) => {
    const answer = await fetch(address);
    return { type: answer.headers.get("content-type") ?? "", text: await answer.text() };
  }, address);
  if (type.startsWith("text/html")) {
    return page.evaluate(readPage, text);
  }
  if (type.startsWith("text/csv")) {
    return { strings: headingsOf(text), links: [] };
  }
  if (type.includes("json") && !type.includes("jsonl")) {
    return { strings: described(JSON.parse(text)), links: [] };
  }
  return { strings: [], links: [] };
}

// Runs in the browser: the strings of a page, also those that are read to users only, and where its links lead.
function readPage(html: string): Content {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  parsed.querySelectorAll("script, style").forEach((hidden) => hidden.remove());
  const strings = new Set<string>([parsed.title]);
  for (const element of parsed.body.querySelectorAll("*")) {
    const hasText = [...element.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.nodeValue?.trim());
    const text = hasText ? element.textContent : "";
    const attributes = ["aria-label", "title", "alt", "placeholder"].map((name) => element.getAttribute(name) ?? "");
    for (const string of [text, ...attributes]) {
      strings.add((string ?? "").replace(/\s+/g, " ").trim());
    }
  }
  const links = [...parsed.querySelectorAll("a[href^='/']")].map((link) => (link.getAttribute("href") ?? "").replace(/#.*/, ""));
  const isRead = (link: string) => !/[?&]as_of=|\/contents|\.jsonl|\.db$/.test(link);
  return { strings: [...strings].filter(Boolean), links: [...new Set(links)].filter(isRead) };
}

// The titles and descriptions in a file that describes another. Names of members are for programs.
function described(value: unknown, isText = false): string[] {
  if (typeof value === "string") {
    return isText ? [value] : [];
  }
  if (Array.isArray(value)) {
    return value.flatMap((item) => described(item, isText));
  }
  if (value === null || typeof value !== "object") {
    return [];
  }
  return Object.entries(value).flatMap(([name, item]) => described(item, /titles?$|description$|comment/i.test(name)));
}

// The help of the program and of each of its commands.
export async function helpOf(program: string, command: string[] = []): Promise<Seen[]> {
  const { stdout } = await promisify(execFile)(program, [...command, "--help"]);
  const where = `concord ${[...command, "--help"].join(" ")}`;
  const strings = stdout.split("\n").map((line) => line.trim()).filter(Boolean);
  const list = /^Commands:\n((?: {2}.*\n?)+)/m.exec(stdout)?.[1] ?? "";
  const commands = [...list.matchAll(/^ {2}([a-z-]+)/gm)].map(([, name]) => name!).filter((name) => name !== "help");
  const inner = await Promise.all(commands.map((name) => helpOf(program, [...command, name])));
  return [...strings.map((string) => ({ where, string })), ...inner.flat()];
}
