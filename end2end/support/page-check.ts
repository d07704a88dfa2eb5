// What holds on every page, with everything on it opened: accessible by WCAG 2.2 AA as far as a program can tell, no wider
// than the window, and nothing in it that the browser complains of.
import { AxeBuilder } from "@axe-core/playwright";
import { type BrowserContext, type ConsoleMessage, expect, type Page } from "@playwright/test";

const WCAG_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

// Gathers from all pages of a test. The browser reports what its security policy blocks as an error on the console.
export function collectFaults(context: BrowserContext): string[] {
  const faults: string[] = [];
  context.on("console", (message) => {
    if (message.type() === "error" && !isAnswerOfThePageItself(message)) {
      faults.push(`${message.text()} (${message.location().url})`);
    }
  });
  context.on("weberror", (fault) => faults.push(fault.error().message));
  return faults;
}

// A page that answers "not found" or "refused" on purpose is reported too; what it loads must not fail.
function isAnswerOfThePageItself(message: ConsoleMessage): boolean {
  return message.text().startsWith("Failed to load resource") && message.location().url === message.page()?.url();
}

export async function checkPage(page: Page, faults: string[], scriptsOn: boolean): Promise<void> {
  if (!scriptsOn) {
    await letTimersFireAtOnce(page);
  }
  // Menus lie over the page, so they are looked at by themselves.
  await openAll(page, "details:not([data-menu])");
  expect(await violations(page), "accessibility").toEqual([]);
  expect(await excess(page), "pixels by which the page is wider than the window").toBe(0);
  for (const menu of await firstMenus(page)) {
    await page.evaluate((menu) => document.querySelector(menu)?.setAttribute("open", ""), menu);
    // What is in a menu is the same without scripts; only its room is another.
    if (scriptsOn) {
      expect(await violations(page, menu), `accessibility of ${menu}`).toEqual([]);
    }
    expect(await excess(page), `pixels by which the page with ${menu} is wider than the window`).toBe(0);
    await page.evaluate((menu) => document.querySelector(menu)?.removeAttribute("open"), menu);
  }
  expect(faults, "complaints of the browser").toEqual([]);
}

// One menu of each kind that the page shows. They are opened one after the other, because they lie over each other.
async function firstMenus(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const shown = [...document.querySelectorAll("details[data-menu]")].filter((menu) => menu.checkVisibility());
    return [...new Set(shown.map((menu) => `details[data-menu][class="${menu.className}"]`))];
  });
}

// Opens what is folded, also where only one may be open at a time. Says whether there was any.
export async function openAll(page: Page, which: string): Promise<boolean> {
  return page.evaluate((which) => {
    const all = document.querySelectorAll<HTMLDetailsElement>(which);
    for (const details of all) {
      details.removeAttribute("name");
      details.open = true;
    }
    return all.length > 0;
  }, which);
}

// By how many pixels the page is wider than the window.
export async function excess(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

// Legacy mode audits in the page itself. The other one opens a second page to audit frames, of which we have none.
async function violations(page: Page, within?: string): Promise<{ rule: string; where: string[] }[]> {
  const all = new AxeBuilder({ page }).withTags(WCAG_TAGS).setLegacyMode(true);
  const found = await (within ? all.include(within) : all).analyze();
  return found.violations.map((violation) => ({
    rule: `${violation.id}: ${violation.help}`,
    where: violation.nodes.map((node) => node.html),
  }));
}

// axe waits by timers, and with scripts off the browser calls none; what a promise was given to do is still done.
// Nothing else on such a page uses timers, so what is due later may as well follow at once.
async function letTimersFireAtOnce(page: Page): Promise<void> {
  await page.evaluate(() => {
    const followAtOnce = (work: () => void) => {
      void Promise.resolve().then(work);
      return 0;
    };
    Object.assign(window, { setTimeout: followAtOnce });
  });
}
