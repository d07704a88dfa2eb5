// Every number of a dashboard, computed again from the exported rows alone. Nothing here shares code with the product:
// what it knows of counting stands in docs/counting.md.
import type { Page } from "@playwright/test";

import { readCsv, type Row } from "../support/csv.ts";
import { enter, expect, test } from "../test.ts";

const STATUSES = ["Completed", "In progress", "Recurring", "Delayed", "Blocked", "Not started", "No update", "Withdrawn"];
const POINTS = ["", "2023-02-13", "2024-02-13", "entry:1000"];
const PLANS = ["NAP-2021", "PITF-2022", "FSAP", "GAO-REC"];

// What the page shows under each figure's name.
async function figures(page: Page): Promise<Record<string, number>> {
  const shown = await page.locator(".c-figures > div").evaluateAll((blocks) =>
    blocks.map((block) => ({
      // A name that is a term has its meaning beside it.
      name: (block.querySelector("dt .c-term") ?? block.querySelector("dt"))?.textContent ?? "",
      number: block.querySelector(".v")?.firstChild?.textContent ?? "",
    })),
  );
  return Object.fromEntries(shown.map(({ name, number }) => [name, Number(number.replaceAll(",", ""))]));
}

// Every figure opens into a list that has just as many rows.
async function checkThatFiguresOpen(page: Page): Promise<void> {
  const links = page.locator(".c-figures > div", { has: page.getByRole("link") });
  const opened = await links.evaluateAll((blocks) =>
    blocks.map((block) => ({
      number: block.querySelector(".v")?.firstChild?.textContent ?? "",
      address: block.querySelector("a")?.getAttribute("href") ?? "",
    })),
  );
  for (const { number, address } of opened) {
    const answer = await page.request.get(address);
    expect((await answer.text()).replaceAll("<!>", ""), address).toContain(`<b>${number} of `);
  }
}

async function rows(page: Page, address: string, as_of: string, within: string): Promise<Row[]> {
  const query = [within, as_of && `as_of=${as_of}`].filter(Boolean).join("&");
  const answer = await page.request.get(`${address}?${query}`);
  expect(answer.status(), `${address}?${query}`).toBe(200);
  return readCsv(await answer.text());
}

const isOpen = (row: Row) => row("Status") !== "Completed" && row("Status") !== "Withdrawn";
const count = (all: Row[], holds: (row: Row) => boolean) => all.filter(holds).length;
const sum = (all: Row[], column: string) => all.reduce((total, row) => total + Number(row(column)), 0);

function groups(all: Row[], name: (row: Row) => string): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of all) {
    found.set(name(row), [...(found.get(name(row)) ?? []), row]);
  }
  return found;
}

// "1 Prevention > 1-d Grow the capacity": the name of the top level, without its reference.
const partOf = (row: Row) => row("Section").replace(/ > .*/, "").replace(/^\S+ /, "");
const isSilent = (row: Row) => ["Update overdue", "None received"].includes(row("Reporting"));
// The demonstration is read on its last day. What recurs is never completed.
const hasEnded = (row: Row) => isOpen(row) && row("Recurrence") === "" && row("Ends") !== "" && row("Ends") < "2024-09-30";
const leadOf = (row: Row) => row("Lead") || "No lead";

for (const plan of PLANS) {
  for (const as_of of POINTS) {
    test(`the numbers of ${plan} as of ${as_of || "now"} are those of its rows`, async ({ page, server }) => {
      await enter(page, server.address, "auditor");
      const actions = await rows(page, "/exports/actions.csv", as_of, `plan=${plan}`);
      const milestones = await rows(page, "/exports/milestones.csv", as_of, `plan=${plan}`);
      const chart = (name: string) => rows(page, `/exports/plans/${plan}/charts/${name}.csv`, as_of, "");
      await page.goto(`/plans/${plan}/dashboard${as_of && `?as_of=${as_of}`}`);

      expect(await figures(page)).toEqual({
        "Listed in Concord": actions.length,
        Completed: count(actions, (row) => row("Status") === "Completed"),
        "Delayed or blocked": count(actions, (row) => ["Delayed", "Blocked"].includes(row("Status"))),
        "Milestones overdue": count(milestones, (row) => row("State") === "Overdue"),
        "Updates overdue": count(actions, isSilent),
      });

      await checkThatFiguresOpen(page);

      const byStatus = STATUSES.map((status) => {
        const members = actions.filter((row) => row("Status") === status);
        return [status, String(members.length), String(count(members, isSilent))];
      });
      expect((await chart("status")).map((row) => ["Status", "Actions", "Update overdue"].map(row))).toEqual(byStatus);

      for (const [name, of] of [["parts", partOf], ["leads", leadOf]] as const) {
        const expected = [...groups(actions, of)].map(([group, members]) => [
          group,
          String(members.length),
          ...STATUSES.map((status) => String(count(members, (row) => row("Status") === status))),
          String(count(members, isSilent)),
        ]);
        const shown = (await chart(name)).map((row) => ["Group", "Actions", ...STATUSES, "Update overdue"].map(row));
        expect(shown.sort(), name).toEqual(expected.sort());
      }

      const standing = actions.filter((row) => row("Status") !== "Withdrawn");
      if (standing.length > 0) {
        const expected = [...groups(standing, (row) => `${leadOf(row)} in ${partOf(row)}`)].map(([place, members]) => [
          place,
          String(members.length),
          String(sum(members, "Slip (days)")),
          String(sum(members, "Milestones overdue")),
        ]);
        const shown = (await chart("slip")).map((row) => [
          `${row("Lead")} in ${row("Part")}`,
          row("Actions"),
          row("Days"),
          row("Overdue"),
        ]);
        expect(shown.sort()).toEqual(expected.sort());
      }
      await checkMilestoneCharts(milestones, chart, page);
    });
  }
}

async function checkMilestoneCharts(milestones: Row[], chart: (name: string) => Promise<Row[]>, page: Page) {
  if (milestones.length === 0) {
    await expect(page.locator("#chart-promised")).toHaveCount(0);
    return;
  }
  for (const row of await chart("promised")) {
    expect(row("Originally due"), row("Through")).toBe(String(count(milestones, (it) => it("Original due date") <= row("Through"))));
    if (row("Completed") !== "") {
      const isDone = (it: Row) => it("Completed on") !== "" && it("Completed on") <= row("Through");
      expect(row("Completed"), row("Through")).toBe(String(count(milestones, isDone)));
    }
  }
  const days = new Map<string, [number, number]>();
  const add = (reason: string, number: number, move: number) => {
    const [total, moves] = days.get(reason) ?? [0, 0];
    days.set(reason, [total + number, moves + move]);
  };
  for (const row of milestones) {
    // By the day: the reason that first moved the date over it, one entry for each day beyond the original date.
    const [later, earlier]: [string[], string[]] = [[], []];
    let at = 0;
    for (const move of row("Date changes").split("; ").filter(Boolean)) {
      const [, reason = "", number = ""] = /^(.*) ([+-]\d+)$/.exec(move) ?? [];
      add(reason, 0, 1);
      at += Number(number);
      while (later.length < at) later.push(reason);
      while (earlier.length < -at) earlier.push(reason);
    }
    for (const reason of later.slice(0, Math.max(at, 0))) add(reason, 1, 0);
    for (const reason of earlier.slice(0, Math.max(-at, 0))) add(reason, -1, 0);
  }
  if (days.size > 0) {
    const shown = (await chart("reasons")).map((row) => [row("Reason"), Number(row("Days")), Number(row("Date changes"))]);
    const expected = [...days].map(([reason, [total, moves]]) => [reason, total, moves]);
    expect(shown.sort()).toEqual(expected.sort());
    const booked = expected.reduce((total, [, number]) => total + Number(number), 0);
    expect(sum(milestones, "Slip (days)")).toBe(booked);
  }
}

test("the home of the chair says what the rows say, and its bridge adds up", async ({ page, server }) => {
  await enter(page, server.address, "chair");
  const actions = await rows(page, "/exports/actions.csv", "", "plan=in-force");
  const milestones = await rows(page, "/exports/milestones.csv", "", "plan=in-force");
  await page.goto("/");
  expect(await figures(page)).toEqual({
    "Open actions": count(actions, isOpen),
    Completed: count(actions, (row) => row("Status") === "Completed"),
    "Off track": count(actions, (row) => isOpen(row) && row("Confidence") === "Off track"),
    "Milestones overdue": count(milestones, (row) => row("State") === "Overdue"),
    "Updates overdue": count(actions, isSilent),
  });

  await checkThatFiguresOpen(page);

  const then = await rows(page, "/exports/actions.csv", "meeting:PITF-M-2024", "plan=in-force");
  const was = new Map(then.map((row) => [`${row("Plan")}/${row("Reference")}`, row]));
  const before = (row: Row) => was.get(`${row("Plan")}/${row("Reference")}`);
  const wasClosed = (row: Row) => {
    const earlier = before(row);
    return earlier !== undefined && !isOpen(earlier);
  };
  const bridge = (await rows(page, "/exports/charts/bridge.csv", "", "")).map((row) => Number(row("Actions")));
  expect(bridge).toEqual([
    count(then, isOpen),
    count(actions, (row) => before(row) === undefined),
    count(actions, (row) => wasClosed(row) && isOpen(row)),
    -count(actions, (row) => row("Status") === "Completed" && !wasClosed(row)) || 0,
    -count(actions, (row) => row("Status") === "Withdrawn" && !wasClosed(row)) || 0,
    count(actions, isOpen),
  ]);
  expect(bridge.slice(0, -1).reduce((total, step) => total + step, 0)).toBe(bridge.at(-1));
});

// Why each action needs a decision, worst first, by the table of docs/counting.md alone: its worst reason counts.
test("what needs a decision is what the rows say, by the worst reason of each action", async ({ page, server }) => {
  await enter(page, server.address, "auditor");
  const then = "meeting:PITF-M-2024";
  const all = (file: string, as_of: string) => rows(page, `/exports/${file}.csv`, as_of, "plan=in-force");
  const [actions, milestones, roles] = [await all("actions", ""), await all("milestones", ""), await all("roles", "")];
  const was = new Map((await all("milestones", then)).map((row) => [row("ID"), row]));
  const before = new Map((await all("actions", then)).map((row) => [row("ID"), row]));
  const isLater = (row: Row) => row("Current due date") > (was.get(row("ID"))?.("Current due date") ?? row("Original due date"));
  const isOpenMilestone = (row: Row) => !["Completed", "Withdrawn"].includes(row("State"));
  const of = (found: Row[]) => new Set(found.map((row) => row("Action ID")));
  const overdue = of(milestones.filter((row) => row("State") === "Overdue"));
  const slipped = of(milestones.filter((row) => isOpenMilestone(row) && isLater(row)));
  const requested = of(roles.filter((row) => row("State") === "Pending"));
  const endMoved = (row: Row) => isOpen(row) && row("Ends") > (before.get(row("ID"))?.("Ends") || row("Original end"));
  const reasons: [RegExp, (row: Row) => boolean][] = [
    [/^(\d+) off track$/, (row) => isOpen(row) && row("Confidence") === "Off track"],
    [/^(\d+) overdue$/, (row) => overdue.has(row("ID"))],
    [/^(\d+) slipped$/, (row) => slipped.has(row("ID")) || endMoved(row)],
    [/^(\d+) timeframes? ended$/, hasEnded],
    [/^(\d+) without a lead$/, (row) => isOpen(row) && row("Lead") === ""],
    [/^(\d+) updates? overdue$/, isSilent],
    [/^(\d+) requests? pending$/, (row) => requested.has(row("ID"))],
  ];
  const worst = actions.map((row) => reasons.findIndex(([, holds]) => holds(row)));

  await page.goto("/since");
  const shown = await page.locator(".c-decisions header a").allInnerTexts();
  const counted = reasons.map(([words]) => Number(shown.map((text) => words.exec(text)?.[1]).find(Boolean) ?? 0));
  expect(counted).toEqual(reasons.map((_, place) => worst.filter((found) => found === place).length));
  const title = await page.getByRole("heading", { name: /^Needs a decision: / }).innerText();
  expect(Number(/(\d+) actions?$/.exec(title)?.[1])).toBe(worst.filter((found) => found >= 0).length);
});
