// Every page, as each role that may see it: accessible, no wider than the window, nothing that the browser complains of.
import type { BrowserContextOptions, ViewportSize } from "@playwright/test";

import { enter, expect, NARROW, PAPER, test, WIDE } from "../test.ts";

test.describe.configure({ mode: "parallel" });

const PAGES: { name: string; path: string; heading: string | RegExp }[] = [
  { name: "home", path: "/", heading: "My work" },
  { name: "plans", path: "/plans", heading: "Plans" },
  { name: "plan", path: "/plans/NAP-2021", heading: /National Action Plan/ },
  { name: "dashboard", path: "/plans/NAP-2021/dashboard", heading: /National Action Plan/ },
  { name: "dashboard of a closed plan", path: "/plans/FSAP/dashboard", heading: /Federal Strategic Action Plan/ },
  { name: "actions", path: "/actions", heading: "Actions" },
  { name: "actions compared", path: "/actions?plan=in-force&since=2024-02-13&step=changed", heading: "Actions" },
  { name: "milestones", path: "/milestones?plan=in-force&sort=slip", heading: "Milestones" },
  { name: "sources of actions", path: "/proof/actions?plan=NAP-2021", heading: /Sources for “36 actions”/ },
  { name: "sources of milestones", path: "/proof/milestones?plan=NAP-2021&due=overdue", heading: /Sources for “\d+ milestones?”/ },
  { name: "actions of a plan", path: "/actions?plan=NAP-2021&sort=slip", heading: "Actions" },
  { name: "no actions", path: "/actions?q=nothingfitsthis", heading: "Actions" },
  { name: "action", path: "/actions/NAP-2021/DOJ-08", heading: /Prioritize the OVC housing program/ },
  { name: "date changes", path: "/date-changes?plan=NAP-2021", heading: "Date changes" },
  { name: "agencies", path: "/agencies", heading: "Agencies" },
  { name: "agency", path: "/agencies/DOJ", heading: "Department of Justice" },
  { name: "meetings", path: "/meetings", heading: "Meetings" },
  { name: "meeting", path: "/meetings/PITF-M-2024", heading: /PITF meeting/ },
  { name: "body", path: "/bodies/PITF", heading: /President/ },
  { name: "reports", path: "/reports", heading: "Reports" },
  { name: "progress report", path: "/reports/progress?plan=PITF-2024&since=meeting:PITF-M-2024", heading: /PITF 2024: progress/ },
  { name: "handout", path: "/reports/progress?plan=in-force&since=meeting:PITF-M-2024&detail=summary", heading: /Active plans: progress summary/ },
  { name: "agency scorecard", path: "/reports/scorecard?lead=DOJ&since=meeting:PITF-M-2024", heading: /Justice: scorecard/ },
  { name: "slippage report", path: "/reports/slippage?plan=NAP-2021", heading: /NAP 2021: slippage/ },
  { name: "change report", path: "/reports/changes?plan=PITF-2023&since=2024-02-13", heading: /PITF 2023: changes/ },
  { name: "status report", path: "/reports/status?plan=DOJ-NS-2022", heading: /status by fiscal year/ },
  { name: "action file", path: "/reports/action?plan=NAP-2021&action=DOJ-08", heading: /DOJ-08 Prioritize the OVC housing program/ },
  { name: "indicators", path: "/indicators", heading: "Indicators" },
  { name: "estimates", path: "/indicators/GLOBAL-VICTIMS", heading: /./ },
  { name: "breakdown", path: "/indicators/NAP21-BY-PILLAR", heading: /./ },
  { name: "indicator", path: "/indicators/HOTLINE-CONTACTS", heading: /National hotline: contacts/ },
  { name: "sources", path: "/sources", heading: "Sources" },
  { name: "record", path: "/record", heading: "Audit log" },
  { name: "entry", path: "/record/0", heading: /Log entry 1 \(index 0 / },
  { name: "check a file", path: "/record/check", heading: "Check a file" },
  { name: "words", path: "/words", heading: "Glossary" },
  { name: "help", path: "/help", heading: "Help" },
  { name: "accessibility statement", path: "/accessibility", heading: "Accessibility statement" },
  { name: "conformance report", path: "/accessibility/conformance", heading: "Accessibility conformance report" },
  { name: "settings", path: "/settings", heading: "Settings" },
  { name: "reporting periods", path: "/periods", heading: "Reporting periods" },
  { name: "agencies of a period", path: "/periods/FY2024-Q1", heading: /updates? submitted|All \d+ updates? submitted/ },
  { name: "updates of a period", path: "/periods/FY2024-Q4/DOJ", heading: /Update \d+ actions/ },
  { name: "report form", path: "/actions/NAP-2021/DOJ-08/report", heading: "Submit status update" },
  { name: "nothing", path: "/nothing-here", heading: "Page not found" },
];

for (const window of [WIDE, NARROW]) {
  test.describe(`At ${window.width} pixels`, () => {
    test.use({ viewport: window });
    for (const { name, path, heading } of PAGES) {
      test(`${name} is accessible and fits`, async ({ page, server, checkPage }) => {
        await enter(page, server.address, "justice");
        await page.goto(path);
        await expect(page.getByRole("heading", { level: 1 })).toHaveText(heading);
        await checkPage(page);
      });
    }
  });
}

// What a page looks like does not hang on scripts.
const LOOKS: { look: string; use: { colorScheme: "dark" | "light"; contextOptions: BrowserContextOptions; viewport: ViewportSize } }[] = [
  { look: "in dark colors", use: { colorScheme: "dark", contextOptions: {}, viewport: WIDE } },
  { look: "in forced colors at 320 pixels", use: { colorScheme: "light", contextOptions: { forcedColors: "active" }, viewport: NARROW } },
];
for (const { look, use } of LOOKS) {
  test.describe(look, () => {
    test.skip(({ javaScriptEnabled }) => !javaScriptEnabled, "once is enough");
    test.use(use);
    for (const { name, path } of PAGES) {
      test(`${name} is accessible and fits ${look}`, async ({ page, server, checkPage }) => {
        await enter(page, server.address, "justice");
        await page.goto(path);
        await checkPage(page);
      });
    }
    test(`homes, presented pages and sign-in are accessible and fit ${look}`, async ({ page, server, checkPage }) => {
      test.setTimeout(180_000);
      await page.goto("/sign-in");
      await checkPage(page);
      for (const account of ["chair", "secretariat", "auditor", "administrator"]) {
        await enter(page, server.address, account);
        await page.goto("/");
        await checkPage(page);
      }
      await enter(page, server.address, "chair");
      for (const screen of [1, 2, 4, 6]) {
        await page.goto(`/?present=${screen}`);
        await checkPage(page);
      }
    });
  });
}

test("the home of the chair is accessible and fits", async ({ page, server, checkPage }) => {
  await enter(page, server.address, "chair");
  for (const window of [WIDE, NARROW]) {
    await page.setViewportSize(window);
    await page.goto("/");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Since the last meeting");
    await checkPage(page);
  }
});

test("the sample of an auditor is accessible and fits", async ({ page, server, checkPage }) => {
  await enter(page, server.address, "auditor");
  for (const window of [WIDE, NARROW]) {
    await page.setViewportSize(window);
    for (const query of ["", "?plan=NAP-2021&size=20&by=lead&seed=2024", "?size=20&seed=two+words"]) {
      await page.goto(`/reports/workpaper${query}`);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Workpaper");
      await checkPage(page);
    }
  }
});

test("the pages on which the secretariat runs a period are accessible and fit", async ({ page, server, checkPage }) => {
  test.setTimeout(180_000);
  await enter(page, server.address, "secretariat");
  for (const window of [WIDE, NARROW]) {
    await page.setViewportSize(window);
    for (const path of ["FY2024-Q3", "FY2024-Q3/JUSTICE/review", "FY2024-Q4/extend", "FY2024-Q4/instructions", "FY2024-Q3/close"]) {
      await page.goto(`/periods/${path.replace("JUSTICE", "DOJ")}`);
      await checkPage(page);
    }
    await page.goto("/schedule/change");
    await checkPage(page);
  }
});

test("the same pages are there in the past, without forms", async ({ page, server, checkPage }) => {
  await enter(page, server.address, "justice");
  for (const { path } of PAGES.filter(({ path }) => !path.includes("report") && !path.includes("nothing"))) {
    await page.goto(`${path}${path.includes("?") ? "&" : "?"}as_of=2024-02-13`);
    await expect(page.getByText("You are viewing Concord as of February 13, 2024")).toBeVisible();
    await expect(page.getByRole("link", { name: "Submit status update" })).toHaveCount(0);
  }
  await page.goto("/actions/NAP-2021/DOJ-08?as_of=2024-02-13");
  await checkPage(page);
});

test("nothing is cut off on a sheet of paper", async ({ page, server }) => {
  await enter(page, server.address, "chair");
  await page.setViewportSize(PAPER);
  await page.emulateMedia({ media: "print" });
  const wide: Record<string, number> = {};
  for (const { path } of PAGES.filter(({ path }) => !path.includes("report") && !path.includes("nothing"))) {
    await page.goto(path);
    wide[path] = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  }
  expect(Object.entries(wide).filter(([, excess]) => excess > 0)).toEqual([]);
});

test("sheets stand upright, and lie on their side where a page is presented", async ({ page, server }) => {
  await enter(page, server.address, "chair");
  for (const [path, isUpright] of [["/", true], ["/actions?status=open", true], ["/?present=1", false]] as const) {
    await page.goto(path);
    const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
    const sheets = [...pdf.matchAll(/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)];
    expect(sheets.length, path).toBeGreaterThan(0);
    expect(sheets.every(([, width, height]) => Number(width) < Number(height) === isUpright), path).toBe(true);
  }
});

test("whoever is not signed in comes to the sign-in page and then where they wanted to go", async ({ page }) => {
  await page.goto("/actions?plan=NAP-2021");
  await page.getByLabel("Email address").fill("auditor@demo.concord.example");
  await page.getByLabel("Password").fill("demonstration");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL(/\/actions\?plan=NAP-2021/);
});

test("a wrong password says so, and the address stays in its field", async ({ page, checkPage }) => {
  await page.goto("/sign-in");
  await page.getByLabel("Email address").fill("somebody@agency.example");
  await page.getByLabel("Password").fill("not the password");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("Email or password is incorrect. Try again.");
  await expect(page.getByLabel("Email address")).toHaveValue("somebody@agency.example");
  await checkPage(page);
});
