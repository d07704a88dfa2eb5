// The lists as people use them: found from the header, grouped, cut to columns, compared, and kept under a name.
import type { Page } from "@playwright/test";

import { enter, expect, NARROW, test, WIDE } from "../test.ts";

const PAGES = [
  "/search?q=child+sex+trafficking",
  "/search?q=nothingfitsthis",
  "/search?q=the&in=milestone&page=2",
  "/settings",
  "/views",
  "/views/new?list=%2Factions&query=sort%3Dslip&as_of=2024-02-13",
  "/actions?plan=NAP-2021&group=part&sort=slip",
  "/actions?group=lead&column=status&column=slip",
  "/actions?status=delayed,blocked&lead=DOJ,DHS&since=meeting:PITF-M-2024",
  "/actions?page=99",
  "/actions?plan=NOPE",
  "/milestones?plan=in-force&since=2024-02-13",
  "/milestones?group=month&column=due&column=slip&sort=slip",
  "/milestones?plan=NAP-2021&group=lead&since=2024-02-13&changed=yes",
  "/agencies?since=2024-02-13",
  "/agencies?sort=slip",
  "/agencies/DOJ?since=2024-02-13",
];

test.describe("each page is accessible and fits", () => {
  test.describe.configure({ mode: "parallel" });
  for (const path of PAGES) {
    test(path, async ({ page, server, checkPage }) => {
      await enter(page, server.address, "chair");
      for (const width of [WIDE, NARROW]) {
        await page.setViewportSize(width);
        await page.goto(path);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await checkPage(page);
      }
    });
  }
});

test("an action is found from the header of any page, by its words and by its reference", async ({ page, server }) => {
  await enter(page, server.address, "auditor");
  for (const from of ["/", "/record", "/actions/NAP-2021/DOJ-08"]) {
    for (const typed of ["child sex trafficking", "DOJ-02"]) {
      await page.goto(from);
      await page.getByRole("searchbox", { name: "Search actions, updates, and agencies" }).fill(typed);
      await page.getByRole("button", { name: "Search", exact: true }).click();
      const hits = page.locator("#hits-action").getByRole("listitem");
      await expect(hits.first().getByRole("link")).toBeVisible();
      await expect(page.locator("#hits-action")).toContainText("DOJ-02");
    }
  }
});

test("a search stays at the point of the record that is read", async ({ page, server }) => {
  await enter(page, server.address, "auditor");
  await page.goto("/actions?as_of=2024-02-13");
  await page.getByRole("searchbox", { name: "Search actions, updates, and agencies" }).fill("trafficking");
  await page.getByRole("button", { name: "Search", exact: true }).click();
  await expect(page).toHaveURL(/as_of=2024-02-13/);
  await expect(page.getByText("You are viewing Concord as of February 13, 2024")).toBeVisible();
});

// Opens a button of the line, changes one value and applies it.
async function choose(page: Page, button: string, value: string): Promise<void> {
  const pick = page.locator(".c-pick", { has: page.locator("summary", { hasText: new RegExp(`^${button}`) }) });
  await pick.locator("summary").click();
  await pick.getByText(value, { exact: true }).click();
  await pick.getByRole("button", { name: "Apply" }).click();
}

test("the first row of a list is in sight at 1280 x 720, and the header of a phone is one row", async ({ page, server }) => {
  await enter(page, server.address, "chair");
  for (const list of ["/actions?plan=NAP-2021", "/actions?status=delayed,blocked&lead=DOJ", "/milestones", "/date-changes", "/agencies"]) {
    await page.setViewportSize(WIDE);
    await page.goto(list);
    const row = await page.locator("main tbody tr:not(.grp)").first().boundingBox();
    expect(row?.y, list).toBeLessThanOrEqual(320);
    await page.setViewportSize(NARROW);
    const head = await page.locator("header").boundingBox();
    expect((head?.y ?? 0) + (head?.height ?? 0), list).toBeLessThanOrEqual(110);
  }
});

test("on a phone the menu and all filters open over the page and close with Escape", async ({ page, server }) => {
  await enter(page, server.address, "chair");
  await page.setViewportSize(NARROW);
  await page.goto("/actions?plan=NAP-2021");
  await page.getByRole("button", { name: "Menu" }).click();
  await expect(page.getByRole("link", { name: "Agencies", exact: true })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("link", { name: "Agencies", exact: true })).toBeHidden();
  await expect(page.getByRole("button", { name: "Menu" })).toBeFocused();
  await page.getByRole("button", { name: "Filters: 1" }).click();
  await choose(page, "Status", "Delayed");
  await expect(page).toHaveURL(/status=delayed/);
  await expect(page.getByRole("button", { name: "Filters: 2" })).toBeVisible();
});

test("several values of a filter are applied together, and said", async ({ page, server }) => {
  await enter(page, server.address, "auditor");
  await page.goto("/actions");
  await choose(page, "Status", "Delayed");
  await choose(page, "Status", "Blocked");
  await expect(page.locator("summary", { hasText: "Status: Delayed, Blocked" })).toBeVisible();
  await page.getByRole("link", { name: "Clear filters" }).click();
  await expect(page).toHaveURL(/\/actions$/);
});

test("the components of a department are shown and hidden", async ({ page, server }) => {
  await enter(page, server.address, "auditor");
  await page.goto("/agencies");
  const component = page.getByRole("link", { name: "Office for Victims of Crime" });
  await expect(component).toBeHidden();
  await page.locator("tr", { hasText: "Department of Justice" }).locator("summary").click();
  await expect(component).toBeVisible();
});

test("a list is grouped, sorted and cut to columns by its address", async ({ page, server }) => {
  await enter(page, server.address, "chair");
  await page.goto("/actions?plan=NAP-2021");
  await choose(page, "Group", "Pillar or goal");
  await expect(page).toHaveURL(/group=part/);
  await expect(page.locator("tr.grp").first()).toContainText("published");
  await page.getByRole("link", { name: "Sort by Slip (days)", exact: true }).click();
  await expect(page).toHaveURL(/group=part.*sort=slip|sort=slip.*group=part/);
  await expect(page.getByRole("columnheader", { name: "Slip (days)" })).toHaveAttribute("aria-sort", "descending");
  await choose(page, "Columns", "Verification");
  await expect(page.getByRole("columnheader", { name: "Verification" })).toHaveCount(0);
});

test("milestones are grouped, sorted and cut to columns by their address too", async ({ page, server }) => {
  await enter(page, server.address, "chair");
  await page.goto("/milestones?plan=NAP-2021");
  await choose(page, "Group", "Month due");
  await expect(page).toHaveURL(/group=month/);
  await expect(page.locator("tr.grp").first()).toContainText("due in this period");
  await page.getByRole("link", { name: "Sort by Slip (days)", exact: true }).click();
  await expect(page).toHaveURL(/group=month.*sort=slip|sort=slip.*group=month/);
  await expect(page.getByRole("columnheader", { name: "Slip (days)" })).toHaveAttribute("aria-sort", "descending");
  await choose(page, "Columns", "Date changes");
  await expect(page.getByRole("columnheader", { name: "Date changes" })).toHaveCount(0);
  await expect(page).toHaveURL(/group=month/);
});

test("a view is saved with its point of the record, opened, renamed and removed", async ({ page, server }) => {
  await enter(page, server.address, "chair");
  await page.goto("/actions?confidence=off-track&as_of=2024-02-13");
  await page.getByRole("link", { name: "Save view" }).click();
  await page.getByLabel("Name of the view").fill("Off track in February");
  await page.getByText("All signed-in users").click();
  await page.getByRole("button", { name: "Save view" }).click();
  await expect(page.getByRole("status")).toContainText("View saved.");
  await expect(page).toHaveURL(/confidence=off-track&as_of=2024-02-13/);
  const saved = page.getByRole("navigation", { name: "Saved views" });
  await expect(saved.getByRole("link", { name: "Off track in February" })).toHaveAttribute("aria-current", "page");

  await page.goto("/views");
  await page.getByRole("link", { name: "Rename view: Off track in February" }).click();
  await page.getByLabel("Name of the view").fill("Off track then");
  await page.getByRole("button", { name: "Rename view" }).click();
  await page.getByRole("link", { name: "Delete view: Off track then" }).click();
  await page.getByRole("button", { name: "Delete view" }).click();
  await expect(page.getByRole("link", { name: "Off track then" })).toHaveCount(0);
});

test("every figure of a scorecard opens into as many rows", async ({ page, server }) => {
  await enter(page, server.address, "chair");
  await page.goto("/agencies/DOJ");
  const figures = await page.locator("#scorecard td.c-num").evaluateAll((cells) =>
    cells.map((cell) => ({
      name: cell.getAttribute("data-l") ?? "",
      number: cell.textContent ?? "",
      address: cell.querySelector("a")?.getAttribute("href") ?? "",
    })),
  );
  expect(figures.length).toBe(14);
  for (const { name, number, address } of figures.filter(({ address, name }) => address && name !== "Slip (days)")) {
    const answer = await page.request.get(address);
    expect((await answer.text()).replaceAll("<!>", ""), `${name}: ${address}`).toContain(`<b>${number} of `);
  }
});
