// Every string that users can see keeps to the words and dates of the product (end2end/support/words.ts).
import { crawl, helpOf, type Seen } from "../support/language.ts";
import { faultsOf } from "../support/words.ts";
import { enter, expect, test } from "../test.ts";

test.describe.configure({ mode: "parallel" });

// One account of each role.
const ROLES = { liaison: "justice", chair: "chair", secretariat: "secretariat", auditor: "auditor", administrator: "administrator" };

for (const [role, account] of Object.entries(ROLES)) {
  test(`what the ${role} sees is in the words of the product`, async ({ page, server }) => {
    test.setTimeout(120_000);
    await enter(page, server.address, account);
    const seen = await crawl(page);
    expect(seen.length, "strings seen").toBeGreaterThan(500);
    expectPlain(seen);
  });
}

test("what the command line says of itself is in the words of the product", async () => {
  const seen = await helpOf(process.env.CONCORD_BINARY ?? "concord");
  expect(seen.length, "lines of help").toBeGreaterThan(100);
  expectPlain(seen);
});

function expectPlain(seen: Seen[]): void {
  expect(seen.flatMap(({ where, string }) => faultsOf(where, string))).toEqual([]);
}
