// Checks logs and checkpoints in the browser; a report goes to the server, as every file does without this script. The
// program that checks is fetched when a file is chosen.
import { drawn, html, svg } from "./check-result.js";

const MOST_BYTES = 2 * 1024 ** 3;
const MOST_SENT = 30 * 1024 ** 2;
const number = (value) => value.toLocaleString("en-US");

const form = document.querySelector("form[data-check]");
if (form && "Worker" in window && "WebAssembly" in window) {
  begin();
}
document.querySelectorAll("[data-print]").forEach(offerPrint);

function offerPrint(button) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

function begin() {
  const input = form.elements.file;
  const area = input.closest(".c-drop");
  form.classList.add("c-check--live");
  document.querySelectorAll("[data-live]").forEach((place) => {
    place.textContent = place.dataset.live;
  });
  area.querySelector("label").className = "usa-button";
  input.className = "usa-sr-only";
  input.addEventListener("change", () => input.files.length > 0 && check(input.files[0]));

  area.addEventListener("dragover", (event) => {
    event.preventDefault();
    area.classList.add("c-drop--over");
  });
  area.addEventListener("dragleave", () => area.classList.remove("c-drop--over"));
  area.addEventListener("drop", (event) => {
    event.preventDefault();
    area.classList.remove("c-drop--over");
    if (event.dataTransfer.files.length > 0) {
      input.files = event.dataTransfer.files;
      check(input.files[0]);
    }
  });
  // Pages come back from the browser's memory as they were left.
  addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
}

function check(file) {
  forgetFaults();
  if (file.size > MOST_BYTES) {
    refuse({ file: "Choose a smaller file: a browser checks files of at most 2 GB. Use the command concord verify." });
    return;
  }
  const began = performance.now();
  const worker = new Worker(new URL("check-worker.js", import.meta.url), { type: "module" });
  const asked = {
    key: form.elements.key.value,
    checkpoint: form.elements.checkpoint.value,
    server_key: form.dataset.check,
  };
  const progress = show(file, asked, () => {
    worker.terminate();
    location.reload();
  });
  const failed = () => {
    worker.terminate();
    restore();
    refuse({ file: "This browser could not check the file. Load the page again, or use the command concord verify." });
  };
  worker.addEventListener("error", failed);
  worker.addEventListener("message", ({ data }) => {
    if (data.entries !== undefined) {
      progress(data);
      return;
    }
    worker.terminate();
    if (data.report) {
      send(file);
    } else if (data.faults) {
      restore();
      refuse(data.faults);
    } else if (data.verdict) {
      tell(data, (performance.now() - began) / 1000);
    } else {
      failed();
    }
  });
  worker.postMessage({ file, asked, days: form.dataset.days });
}

// The server compares a report with its record, and answers with the page that says what it found.
function send(file) {
  if (file.size > MOST_SENT) {
    restore();
    refuse({ file: "Choose a smaller file: this server checks reports of at most 30 MB." });
    return;
  }
  title(`Comparing ${file.name}`, "A report is compared with the record on this server. It is not kept.");
  result().replaceChildren();
  form.submit();
}

function tell({ verdict, version }, seconds) {
  const took = seconds < 1 ? "less than 1 second" : `${seconds.toFixed(1)} seconds`;
  title(verdict.title, `Checked in your browser ${now()}, in ${took}. The file did not leave this computer.`);
  const assets = new URL(".", import.meta.url).pathname;
  const page = drawn(verdict, { assets, page: form.getAttribute("action"), version });
  result().replaceChildren(page);
  page.querySelectorAll("[data-print]").forEach(offerPrint);
  page.querySelector("h2").focus();
}

// "October 8, 2024, 10:42 a.m. EDT", by the clock of this computer.
function now() {
  const locale = form.dataset.days === "us" ? "en-US" : "en-GB";
  const at = new Date();
  const day = at.toLocaleDateString(locale, { day: "numeric", month: "long", year: "numeric" });
  const time = at.toLocaleTimeString("en-US", { hour: "numeric", minute: "2-digit", timeZoneName: "short" });
  return `${day}, ${time.replace(/\s(AM|PM)/u, (half) => (half.trim() === "AM" ? " a.m." : " p.m."))}`;
}

function title(words, lead) {
  const head = document.querySelector("main h1");
  head.textContent = words;
  head.nextElementSibling.textContent = lead;
  document.title = `${words} | Concord`;
}

// Where the progress and the result stand, in place of the form and of what is below it.
function result() {
  let place = document.querySelector("[data-result]");
  if (!place) {
    place = html("div", { "data-result": true });
    form.before(place);
  }
  form.hidden = true;
  document.querySelector(".c-prose").hidden = true;
  return place;
}

function restore() {
  document.querySelector("[data-result]")?.remove();
  form.hidden = false;
  document.querySelector(".c-prose").hidden = false;
  form.elements.file.value = "";
  title("Check a file", "Find out whether a file from this record is whole and unchanged.");
}

// Says at each field what is wrong with it, and goes to the first.
function refuse(faults) {
  let first;
  for (const [name, words] of Object.entries(faults)) {
    const field = words && form.elements[name];
    if (field) {
      const id = `${name}-error`;
      field.before(html("span", { class: "usa-error-message", id, "data-fault": true }, words));
      field.setAttribute("aria-invalid", "true");
      field.setAttribute("aria-describedby", [id, field.getAttribute("aria-describedby")].filter(Boolean).join(" "));
      first ??= field;
    }
  }
  document.title = `Error: ${document.title}`;
  first?.focus();
}

function forgetFaults() {
  form.querySelectorAll("[data-fault], .usa-alert, .usa-error-message").forEach((fault) => fault.remove());
  for (const field of form.querySelectorAll("[aria-invalid]")) {
    field.removeAttribute("aria-invalid");
    const rest = (field.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => document.getElementById(id));
    field.setAttribute("aria-describedby", rest.join(" "));
  }
}

// Draws how far the check has come. Returns what is called with each word from the worker.
function show(file, asked, cancel) {
  const began = performance.now();
  const older = Number(asked.checkpoint.trim().split("\n")[1]) || 0;
  const count = html("b", {}, "Reading the file");
  const left = html("span", { class: "c-quiet" });
  const filled = svg("rect", { class: "c-track__checked", x: "0", y: "1", width: "0%", height: "18" });
  const bar = html(
    "div",
    { role: "progressbar", "aria-label": "Entries checked", "aria-valuemin": "0", "aria-valuemax": "100" },
    svg(
      "svg",
      { class: "c-track", "aria-hidden": "true", width: "100%", height: "20" },
      svg("rect", { class: "c-track__all", fill: "none", x: "0", y: "0.5", width: "100%", height: "19" }),
      filled,
    ),
  );
  const spoken = html("p", { class: "usa-sr-only", role: "status" });
  const steps = [
    step("Format", "Header, spelling, and line ends", () => "Running"),
    step("Entries", "Hash of each, numbers without a gap, times in order", ({ entries }) => entries > 0 && "Running"),
    step("Versions", "Each item\u2019s versions continue without a gap", ({ entries }) => entries > 0 && "Running"),
    older > 0 &&
      step("Your checkpoint", `Entries 1 to ${number(older)} give the fingerprint you kept`, ({ entries }) =>
        entries >= older ? "Done" : false,
      ),
    step("Signature", "The last checkpoint is signed by the key and matches all entries", () => false),
  ].filter(Boolean);
  const button = html("button", { class: "usa-button usa-button--outline", type: "button" }, "Cancel");
  button.addEventListener("click", cancel);
  title(`Checking ${file.name}`, `${size(file.size)}, on this computer. You can keep working in another tab.`);
  result().replaceChildren(
    html("p", { class: "c-check__count" }, count, left),
    bar,
    html("ol", { class: "c-check__steps" }, ...steps.map(({ line }) => line)),
    html("p", {}, button),
    spoken,
  );
  button.focus();

  let quarter = 0;
  return (told) => {
    const { entries, of } = told;
    steps.forEach(({ follow }) => follow(told));
    if (!of) {
      count.textContent = `Entry ${number(entries)}`;
      return;
    }
    const part = Math.min(entries / of, 1);
    const percent = Math.floor(part * 100);
    count.textContent = `Entry ${number(entries)} of ${number(of)}`;
    filled.setAttribute("width", `${(part * 100).toFixed(1)}%`);
    bar.setAttribute("aria-valuenow", String(percent));
    bar.setAttribute("aria-valuetext", count.textContent);
    const rest = ((performance.now() - began) / 1000) * (1 / Math.max(part, 0.01) - 1);
    left.textContent = rest >= 1.5 ? `about ${number(Math.round(rest))} seconds left` : "";
    if (Math.floor(percent / 25) > quarter) {
      quarter = Math.floor(percent / 25);
      spoken.textContent = `${quarter * 25} percent checked`;
    }
  };
}

// One thing that is checked, and whether it is.
function step(name, what, state) {
  const said = html("em", {}, "Waiting");
  const line = html("li", {}, html("span", {}, html("b", {}, name), ` ${what}`), said);
  return {
    line,
    follow: (told) => {
      said.textContent = state(told) || "Waiting";
    },
  };
}

function size(bytes) {
  const units = ["bytes", "kB", "MB", "GB"];
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), 3);
  return `${(bytes / 1000 ** power).toFixed(power > 0 ? 1 : 0)} ${units[power]}`;
}
