// What holds on every page: accessible by WCAG 2.2 AA as far as a program can tell, no wider than the window,
// and nothing in it that the browser complains of.
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
  const { violations } = await audit(page);
  const found = violations.map((violation) => ({
    rule: `${violation.id}: ${violation.help}`,
    where: violation.nodes.map((node) => node.html),
  }));
  expect(found, "accessibility").toEqual([]);

  const excess = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(excess, "pixels by which the page is wider than the window").toBe(0);
  expect(faults, "complaints of the browser").toEqual([]);
}

// Legacy mode audits in the page itself. The other one opens a second page to audit frames, of which we have none.
function audit(page: Page) {
  return new AxeBuilder({ page }).withTags(WCAG_TAGS).setLegacyMode(true).analyze();
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
