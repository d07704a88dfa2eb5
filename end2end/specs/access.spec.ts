// Accessibility beyond what axe finds, with scripts on and off: what is named, where the focus goes, and what fits.
import type { Page } from "@playwright/test";

import { enter, excess, expect, NARROW, openAll, test, WIDE } from "../test.ts";

const DASHBOARD = "/plans/NAP-2021/dashboard";

// Many pages in one test.
test.setTimeout(120_000);

// Pages with many tables, links and controls, by the account that sees them.
const BUSY: [account: string, path: string][] = [
  ["chair", "/"],
  ["chair", DASHBOARD],
  ["secretariat", "/"],
  ["auditor", "/"],
  ["justice", "/"],
  ["justice", "/actions?plan=NAP-2021"],
  ["justice", "/actions/NAP-2021/DOJ-08"],
  ["justice", "/milestones?plan=NAP-2021"],
  ["justice", "/agencies"],
  ["justice", "/agencies/DOJ"],
  ["justice", "/date-changes?plan=NAP-2021"],
  ["justice", "/plans"],
  ["justice", "/plans/NAP-2021"],
  ["justice", "/indicators/HOTLINE-CONTACTS"],
  ["justice", "/record"],
  ["justice", "/words"],
];

// At 320 pixels a page is seen as at 400% on a window of 1,280; at 640 as at 200%.
for (const width of [320, 640]) {
  test(`with the tables of all charts open, a dashboard at ${width} pixels does not scroll sideways`, async ({ page, server }) => {
    await enter(page, server.address, "chair");
    await page.setViewportSize({ width, height: 480 });
    for (const path of [DASHBOARD, "/", "/indicators/HOTLINE-CONTACTS"]) {
      await page.goto(path);
      await openAll(page, "details");
      expect(await excess(page), path).toBe(0);
    }
  });
}

// Larger than at any zoom: the letters alone.
test("text at 200% makes no page scroll sideways, and cuts no select or field", async ({ page, server }) => {
  for (const [account, path] of [...BUSY, ["justice", "/actions/NAP-2021/DOJ-08/report"], ["justice", "/settings"]] as const) {
    await enter(page, server.address, account);
    await page.goto(path);
    await page.evaluate(() => {
      document.documentElement.style.fontSize = "200%";
    });
    await openAll(page, "details:not([data-menu])");
    expect(await excess(page), path).toBe(0);
    await openAll(page, "details");
    expect(await page.evaluate(cutControls), path).toEqual([]);
  }
});

// Runs in the page: fields and selects that are less high than their letters.
function cutControls(): string[] {
  const controls = [...document.querySelectorAll<HTMLElement>("select, input:not([type=hidden]), summary, .usa-button")];
  const isCut = (control: HTMLElement) => {
    if (!control.checkVisibility() || control.matches("[type=radio], [type=checkbox], summary:empty, summary:has(svg)")) {
      return false;
    }
    const { fontSize, paddingTop, paddingBottom } = getComputedStyle(control);
    return control.clientHeight > 0 && control.clientHeight - parseFloat(paddingTop) - parseFloat(paddingBottom) < parseFloat(fontSize);
  };
  return controls.filter(isCut).map((control) => control.outerHTML.slice(0, 120));
}

// WCAG 1.4.12.
test("wider text spacing cuts nothing off", async ({ page, server }) => {
  for (const [account, path] of BUSY) {
    await enter(page, server.address, account);
    for (const window of [WIDE, NARROW]) {
      await page.setViewportSize(window);
      await page.goto(path);
      await page.evaluate(() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync("* { letter-spacing: 0.12em !important; line-height: 1.5 !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }");
        document.adoptedStyleSheets = [sheet];
      });
      if (window === NARROW) {
        expect(await excess(page), path).toBe(0);
      }
      expect(await page.evaluate(cutControls), `${path} at ${window.width}`).toEqual([]);
    }
  }
});

test("each table has a name, and no two links of a page that lead elsewhere are named by the same number", async ({ page, server }) => {
  for (const [account, path] of BUSY) {
    await enter(page, server.address, account);
    await page.goto(path);
    await openAll(page, "details");
    const tables = page.getByRole("table");
    for (const table of await tables.all()) {
      await expect(table, path).toHaveAccessibleName(/\w/);
    }
    expect(await page.evaluate(namesOfSeveral), path).toEqual([]);
  }
});

// Runs in the page: names of links that say nothing by themselves and lead to several addresses.
function namesOfSeveral(): string[] {
  const places = new Map<string, Set<string>>();
  for (const link of document.querySelectorAll<HTMLAnchorElement>("a[href]")) {
    const name = (link.getAttribute("aria-label") ?? link.textContent ?? "").replace(/\s+/g, " ").trim();
    const saysNothing = /^[\d,.+\u2212-]+$|^(rows|more|here|details|view|edit|open|see|remove|show sources)$/i.test(name);
    if (saysNothing && link.checkVisibility() && !link.closest("svg")) {
      places.set(name, (places.get(name) ?? new Set()).add(link.href));
    }
  }
  return [...places].filter(([, addresses]) => addresses.size > 1).map(([name, { size }]) => `"${name}" x ${size}`);
}

test("the heads that sort say so, and are no stop of the keyboard where they are out of sight", async ({ page, server }) => {
  await enter(page, server.address, "justice");
  for (const path of ["/actions?plan=NAP-2021", "/milestones", "/agencies"]) {
    await page.setViewportSize({ width: 1280, height: 720 });
    await page.goto(path);
    const heads = page.locator("th a.sort");
    await expect(heads.first(), path).toHaveAccessibleName(/^Sort by /);
    const name = await page.locator("th:has(a.sort)").first().getAttribute("abbr");
    expect(name, path).toMatch(/^(?!Sort by)/);
    await page.setViewportSize(NARROW);
    for (const head of [heads.first(), heads.last()]) {
      await head.evaluate((link: HTMLElement) => link.focus());
      await expect(head, path).not.toBeFocused();
    }
    await expect(page.getByRole("columnheader", { name: name ?? "none" }).first(), path).toBeAttached();
    await expect(page.locator('select[name="sort"]'), path).toHaveCount(1);
  }
});

test("a stacked cell is read with its column once", async ({ page, server }) => {
  await enter(page, server.address, "justice");
  await page.setViewportSize(NARROW);
  await page.goto("/agencies/DOJ");
  const cell = page.locator(".c-t--stack td[data-l]").first();
  const label = (await cell.getAttribute("data-l")) ?? "";
  const seen = await cell.evaluate((cell) => getComputedStyle(cell, "::before").content);
  expect(seen, "it is seen, and not read out").toBe(`"${label}: " / ""`);
  await expect(page.getByRole("columnheader", { name: label }).first()).toBeAttached();
});

test("titles say what a list is limited to and which date is viewed", async ({ page, server }) => {
  await enter(page, server.address, "justice");
  await page.goto("/actions?status=delayed,blocked&lead=DOJ&q=training");
  await expect(page).toHaveTitle("Actions (Lead: Justice; Status: Delayed, Blocked; “training”) | Concord");
  await page.goto("/milestones?as_of=2024-02-13");
  await expect(page).toHaveTitle("Milestones, as of February 13, 2024 | Concord");
  await page.goto("/agencies");
  await expect(page).toHaveTitle("Agencies | Concord");
});

test("links and buttons are 24 pixels high, or stand in a line of text or apart from each other", async ({ page, server }) => {
  for (const window of [WIDE, NARROW]) {
    await page.setViewportSize(window);
    for (const [account, path] of BUSY) {
      await enter(page, server.address, account);
      await page.goto(path);
      await openAll(page, "details:not([data-menu])");
      expect(await page.evaluate(crowdedTargets), `${path} at ${window.width}`).toEqual([]);
    }
  }
});

// Runs in the page. WCAG 2.5.8: a circle of 24 pixels around a smaller target meets no other target.
function crowdedTargets(): string[] {
  const targets = [...document.querySelectorAll<HTMLElement>("a[href], button, summary, select, input:not([type=hidden])")]
    .filter((target) => target.checkVisibility() && !target.closest("svg, .usa-sr-only, [popover]:not(:popover-open)"))
    .map((target) => ({ target, box: target.getBoundingClientRect() }))
    .filter(({ box }) => box.width > 1 && box.height > 1);
  const isSmall = ({ box }: { box: DOMRect }) => box.width < 23.5 || box.height < 23.5;
  const inText = (target: HTMLElement) => {
    const around = target.parentElement?.closest("p, li, dd, td, th, label, div");
    const own = [...(target.parentElement?.childNodes ?? [])].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim());
    return own && getComputedStyle(target).display === "inline" && around !== null;
  };
  const middle = (box: DOMRect) => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
  const meets = (one: DOMRect, other: DOMRect, otherIsSmall: boolean) => {
    const a = middle(one);
    if (otherIsSmall) {
      const b = middle(other);
      return Math.hypot(a.x - b.x, a.y - b.y) < 23.5;
    }
    const [x, y] = [Math.max(other.left, Math.min(a.x, other.right)), Math.max(other.top, Math.min(a.y, other.bottom))];
    return Math.hypot(a.x - x, a.y - y) < 11.75;
  };
  const small = targets.filter((of) => isSmall(of) && !inText(of.target));
  return small
    .filter((one) => targets.some((other) => other !== one && !one.target.contains(other.target) && !other.target.contains(one.target) && meets(one.box, other.box, isSmall(other))))
    .map(({ target, box }) => `${Math.round(box.width)} x ${Math.round(box.height)}: ${target.outerHTML.slice(0, 120)}`);
}

test("help is at the end of the foot of each page, before and after sign-in", async ({ page, server }) => {
  const links = async () => page.locator("footer").last().getByRole("link").evaluateAll((all) => all.slice(-2).map((link) => link.textContent));
  const expectHelp = async (page: Page, path: string) => {
    await page.goto(path);
    expect(await links(), path).toEqual(["Help", "Accessibility"]);
  };
  for (const path of ["/sign-in", "/help", "/accessibility"]) {
    await expectHelp(page, path);
  }
  await enter(page, server.address, "chair");
  for (const path of ["/", "/actions", "/settings", "/?present=1", "/nothing-here", "/help", "/actions/NAP-2021/DOJ-08?as_of=2024-02-13"]) {
    await expectHelp(page, path);
  }
  await page.locator("footer").getByRole("link", { name: "Accessibility", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Accessibility statement");
  await page.getByRole("link", { name: "accessibility conformance report" }).click();
  await expect(page.getByRole("rowheader", { name: /^2\.5\.8 Target Size/ })).toBeVisible();
});

test("who reads charts as text finds each table open, and nobody else does", async ({ page, server }) => {
  await enter(page, server.address, "secretariat");
  const set = async (choice: string) => {
    await page.goto("/settings");
    await page.getByRole("radiogroup", { name: "Read charts as text" }).getByText(choice).click();
    await page.getByRole("button", { name: "Save settings" }).click();
    await expect(page.getByRole("status"), "the message has the focus, so it is read out").toBeFocused();
  };
  await page.goto(DASHBOARD);
  await expect(page.locator(".c-chart__numbers[open]")).toHaveCount(0);
  await set("On: the table");
  await page.goto(DASHBOARD);
  const all = await page.locator(".c-chart__numbers").count();
  expect(all).toBeGreaterThan(4);
  await expect(page.locator(".c-chart__numbers[open]")).toHaveCount(all);
  await enter(page, server.address, "chair");
  await page.goto(DASHBOARD);
  await expect(page.locator(".c-chart__numbers[open]")).toHaveCount(0);
  await enter(page, server.address, "secretariat");
  await set("Off");
});

test("in forced colors it is seen which of several choices is made", async ({ page, server }) => {
  await enter(page, server.address, "justice");
  await page.emulateMedia({ forcedColors: "active" });
  await page.goto("/settings");
  const fill = (state: string): Promise<string> =>
    page
      .locator(`.usa-radio__input${state} + .usa-radio__label`)
      .first()
      .evaluate((label) => getComputedStyle(label, "::before").backgroundColor);
  expect(await fill(":checked")).not.toBe(await fill(":not(:checked)"));
});

test("on a narrow screen each row has a cell for each head of its table", async ({ page, server }) => {
  await enter(page, server.address, "chair");
  await page.setViewportSize({ width: 320, height: 640 });
  for (const path of ["/actions", "/milestones", "/agencies/DOJ", "/meetings", "/actions/NAP-2021/DOJ-08"]) {
    await page.goto(path);
    // A cell that is not rendered is none: a screen reader would say the head of another column.
    const rows = await page.locator("table.c-t--stack").evaluateAll((tables) =>
      tables.flatMap((table) => {
        const heads = table.querySelectorAll("thead th").length;
        const rows = [...table.querySelectorAll("tbody tr:not(.grp)")];
        const rendered = (row: Element) => [...row.children].filter((cell) => getComputedStyle(cell).display !== "none");
        const cells = (row: Element) => rendered(row).reduce((sum, cell) => sum + (cell as HTMLTableCellElement).colSpan, 0);
        return heads > 0 ? rows.map((row) => cells(row) - heads) : [];
      }),
    );
    expect(rows.length, path).toBeGreaterThan(0);
    expect(rows.filter((difference) => difference !== 0), path).toEqual([]);
  }
});

test("on a narrow screen the keyboard stops at no breadcrumb that is out of sight", async ({ page, server }) => {
  await enter(page, server.address, "chair");
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto("/actions/NAP-2021/DOJ-08");
  const places = await page.locator(".usa-breadcrumb a").evaluateAll((links) =>
    links.filter((link) => link.checkVisibility()).map((link) => link.getBoundingClientRect().x),
  );
  expect(places.length).toBe(1);
  expect(places[0]).toBeGreaterThanOrEqual(0);
});

test("on a narrow screen the menu is gone through from top to bottom", async ({ page, server }) => {
  await enter(page, server.address, "justice");
  await page.setViewportSize(NARROW);
  await page.goto("/actions");
  await page.getByRole("button", { name: "Menu" }).click();
  const places = await page.locator("#menu :is(summary, a)").evaluateAll((stops) =>
    stops.filter((stop) => stop.checkVisibility()).map((stop) => stop.getBoundingClientRect().y),
  );
  expect(places.length).toBeGreaterThan(5);
  expect(places).toEqual([...places].sort((one, other) => one - other));
});

test("in forced colors marks, separators, and the search button are seen", async ({ page, server }) => {
  await enter(page, server.address, "justice");
  await page.emulateMedia({ forcedColors: "active", colorScheme: "dark" });
  await page.goto("/actions/NAP-2021/DOJ-08");
  const colors = await page.locator("main .c-mark svg").evaluateAll((marks) => marks.map((mark) => getComputedStyle(mark).color));
  expect(new Set(colors)).toEqual(new Set(["rgb(255, 255, 255)"]));
  await expect(page.locator(".c-search button")).toHaveCSS("border-top-style", "solid");
  const separator = await page.locator(".usa-breadcrumb__list-item").first().evaluate((item) => getComputedStyle(item, "::after").backgroundColor);
  expect(separator).toBe("rgb(255, 255, 255)");
});
