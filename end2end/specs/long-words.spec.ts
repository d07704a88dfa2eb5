// A word that is longer than its line is broken: it makes no table, heading or page wider than the window.
import { enter, expect, NARROW, PAPER, test, WIDE } from "../test.ts";

const WORD = `M${"n".repeat(199)}`;
const ADDRESS = `https://www.example.gov/${"a".repeat(170)}`;

// An action of the demonstration that no other file looks at by its title.
const ACTION = "/actions/NAP-2021/DOJ-06";

test("long words break in the tables of actions, milestones and accounts, and in headings", async ({ page, server }) => {
  await test.step("the liaison plans a milestone with one", async () => {
    await enter(page, server.address, "justice");
    await page.goto(`${ACTION}/plan-milestone`);
    await page.getByLabel("Milestone", { exact: true }).fill(WORD);
    await page.getByRole("textbox", { name: "Due date" }).fill("November 30, 2024");
    await page.getByRole("button", { name: "Add milestone" }).click();
    await expect(page.getByRole("status")).toContainText("Milestone added");
  });

  await test.step("the secretariat calls the action by an address", async () => {
    await enter(page, server.address, "secretariat");
    await page.goto(`${ACTION}/amend`);
    await page.getByLabel("Title", { exact: true }).fill(ADDRESS);
    await page.locator("label", { hasText: /error/i }).first().click();
    await page.getByLabel("Reason", { exact: true }).fill("The published title is an address.");
    await page.getByRole("button", { name: "Edit action" }).click();
    await expect(page.getByRole("status")).toContainText("saved");
  });

  await test.step("the administrator adds an account with a long name", async () => {
    await enter(page, server.address, "administrator");
    await page.goto("/people/add");
    await page.getByLabel("Name", { exact: true }).fill(`N${"a".repeat(120)}`);
    // Both kinds of browser use one record.
    await page.getByLabel("Email address").fill(`n${Date.now()}${"a".repeat(40)}@${"agency".repeat(8)}.example`);
    await page.locator("label", { hasText: "Auditor" }).first().click();
    await page.getByRole("button", { name: "Add account" }).click();
    await expect(page.getByRole("status")).toContainText("Account added");
  });

  await test.step("they break on paper, too", async () => {
    await page.setViewportSize(PAPER);
    await page.emulateMedia({ media: "print" });
    const wide: Record<string, number> = {};
    for (const path of ["/actions?plan=NAP-2021", "/milestones?plan=NAP-2021", ACTION, "/record", "/plans/NAP-2021", "/people"]) {
      await page.goto(path);
      wide[path] = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    }
    expect(Object.entries(wide).filter(([, excess]) => excess > 0)).toEqual([]);
    await page.emulateMedia({ media: "screen" });
  });

  const paths = ["/actions?plan=NAP-2021", "/milestones?plan=NAP-2021", ACTION, "/plans/NAP-2021", "/people"];
  for (const window of [WIDE, NARROW]) {
    await page.setViewportSize(window);
    for (const path of paths) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      const wider = await page.evaluate(() => {
        const boxes = [document.documentElement, ...document.querySelectorAll(".c-scroll")];
        return boxes.map((box) => box.scrollWidth - box.clientWidth).filter((pixels) => pixels > 0);
      });
      expect(wider, `pixels too wide on ${path} at ${window.width}`).toEqual([]);
    }
  }
});
