// Checks a file beside the page, so that the page answers meanwhile. The file is read in pieces and stays in the browser;
// only the size that a checkpoint names is asked about.
import start, { check, checkpoint_size, faults, kind, version, write_days } from "./checker/checker.js";

const TOLD_EVERY_MS = 50;

addEventListener("message", async ({ data }) => {
  try {
    postMessage(await found(data));
  } catch (fault) {
    postMessage({ failed: String(fault) });
  }
});

async function found({ file, asked, days }) {
  await start({ module_or_path: new URL("./checker/checker_bg.wasm", import.meta.url) });
  write_days(days);
  const reader = new FileReaderSync();
  const read = (at, length) => new Uint8Array(reader.readAsArrayBuffer(file.slice(at, at + length)));
  const fields = JSON.stringify(asked);
  const wrong = faults(fields);
  if (wrong) {
    return { faults: JSON.parse(wrong) };
  }
  const what = kind(file.name, file.size, read);
  if (what === "report") {
    return { report: true };
  }
  const size = what === "checkpoint" ? checkpoint_size(file.size, read) : undefined;
  const continuation = size === undefined ? undefined : await ask(size);
  const verdict = check(file.name, file.size, read, fields, continuation, teller());
  return { verdict: JSON.parse(verdict), version: version() };
}

// The record's answer, as text. Without one the checkpoint is checked by its signature alone, and the result says so.
async function ask(size) {
  const answer = await fetch(`/ledger/consistency/${size}`).catch(() => undefined);
  return answer?.ok && !answer.redirected ? answer.text() : undefined;
}

function teller() {
  let last = 0;
  return (entries, of) => {
    const now = performance.now();
    if (now - last >= TOLD_EVERY_MS) {
      last = now;
      postMessage({ entries, of });
    }
  };
}
