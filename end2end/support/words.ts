// The words that the product gives up, and the ways to write a date that it does not use. One list for pages, files and the
// command line. A phrase is given up only where it has no other meaning; what is allowed all the same is listed with a reason.

// What was found wrong, and what to write in its place.
interface GivenUp {
  phrase: RegExp;
  use: string;
}

const MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December"
  + "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)";

const GIVEN_UP: GivenUp[] = [
  { phrase: /\bpromis(?:e|es|ed)\b/i, use: "commitment, timeframe, original due date" },
  { phrase: /\b(?:node|slug)s?\b/i, use: "section" },
  { phrase: /\bcarriers?\b|\bcarr(?:y|ies) it\b/i, use: "lead agency, supporting agency" },
  { phrase: /\bhanded over\b|\btaken? back\b/i, use: "transferred, ended" },
  { phrase: /\bwhat was said\b|\bin words\b|\bsaid and shown\b|\bnarratives?\b/i, use: "summary, reported vs. evidence" },
  { phrase: /\b(?:silent|silence|stale|owed|sent none)\b/i, use: "update overdue, none received" },
  { phrase: /\bnow due\b|\bdates? of now\b|\bforecasts?\b/i, use: "current due date, expected date" },
  { phrase: /\bbooked\b/i, use: "counted under a reason" },
  { phrase: /\bgrounds?\b/i, use: "reason, verification" },
  { phrase: /\bclaimed\b/i, use: "reported only" },
  { phrase: /\bledger\b/i, use: "audit log" },
  { phrase: /\bverifier keys?\b/i, use: "public key" },
  { phrase: /\bprove (?:it|this|these)\b/i, use: "show sources" },
  { phrase: /\blens\b/i, use: "as of" },
  { phrase: /\btaken out of the record\b/i, use: "download" },
  { phrase: /\b(?:assumed|guessed)\b/i, use: "inferred, unknown" },
  { phrase: /\bamend(?:s|ed|ing|ment|ments)?\b/i, use: "edit" },
  { phrase: /\bleave it as it is\b|\bback without a change\b/i, use: "Cancel" },
  { phrase: /\b(?:some|no|any)body\b|\bwhoever\b/i, use: "the one who acts" },
  { phrase: /\bthe record says\b/i, use: "who said it" },
  { phrase: /\brests? on\b|\bcomes? round\b|\banew\b|\bmeanwhile\b|\bof now\b/i, use: "plain words" },
  { phrase: /\bha(?:s|ve) to\b/i, use: "must" },
  { phrase: /\bstands\b/i, use: "is, counts, is valid" },
  { phrase: /\be-mails?\b/i, use: "email" },
  { phrase: new RegExp(`\\b\\d{1,2} ${MONTH}\\.? (?:\\d{4}|\\d{2})\\b`), use: "February 13, 2024" },
  { phrase: /\b\d{1,2}\/\d{1,2}\/\d{2}\b(?!\d)/, use: "a year of four digits" },
  { phrase: new RegExp(`\\b${MONTH}\\.? \\d{1,2}, \\d{2}\\b(?!\\d)`), use: "a year of four digits" },
  { phrase: /\bFY ?[’']?\d{2}\b(?!\d)/, use: "a year of four digits" },
];

// What may be written all the same: part of the string, and why.
const ALLOWED: { part: RegExp; because: string }[] = [
  { part: /\bas amended\b/, because: "a law is cited as lawyers cite it" },
  { part: /\bUnited States narrative\b/, because: "the title of a published report" },
  { part: /\bFederal Motor Carrier Safety Administration\b/, because: "the name of an agency" },
  { part: /\bexport ledger\b|^ledger {2,}/, because: "a command, whose name scripts use" },
  { part: /\binternational \(13 February 2024\)/, because: "the example of the setting that writes dates so" },
  { part: /\bpromised\.(?:csv|csv-metadata\.json|json|png|svg)/, because: "the address of a file, which scripts download" },
  { part: /\bledger\.(?:jsonl|md)\b|\/ledger\/checkpoint\b/, because: "a file and an address" },
  { part: /\bas written in the log: person, action, node,/, because: "codes of the log, which never change" },
  { part: /\bthe hash of a node\b/, because: "the term of RFC 9162, for those who write a verifier" },
  { part: /\bcan't be guessed\b/, because: "of a secret, not of a fact" },
  { part: /^\{".*\}$/, because: "the bytes that were hashed, as programs read them" },
];

export interface Fault {
  where: string;
  found: string;
  use: string;
  string: string;
}

// What is wrong with a string that users see at a place.
export function faultsOf(where: string, string: string): Fault[] {
  const text = ALLOWED.reduce((rest, { part }) => rest.replaceAll(new RegExp(part, "gi"), ""), string);
  return GIVEN_UP.flatMap(({ phrase, use }) => {
    const found = phrase.exec(text)?.[0];
    return found ? [{ where, found, use, string: string.slice(0, 200) }] : [];
  });
}
