// A status update is saved while it is written. What could not be sent is kept in this browser until it is. Without this
// script the button "Save draft" saves it.
const button = document.querySelector("button[data-draft]");
if (button) {
  follow(button, button.form, button.form.querySelector("[data-draft-status]"));
}

function original(field) {
  if (field instanceof RadioNodeList) {
    return [...field].find((choice) => choice.defaultChecked)?.value ?? "";
  }
  return field?.type === "hidden" ? field.value : (field?.defaultValue ?? "");
}

function follow(button, form, status) {
  const FIELDS = ["quarter", "status", "confidence", "narrative"];
  const PAUSE = 1000;
  const AGAIN = 10_000;
  const { elements } = form;
  // Each window keeps its own text.
  const places = `concord-draft ${elements.writer.value} ${location.pathname} `;
  const name = elements.draft.value;
  const place = `${places}${name}`;
  let number = 0;
  const typed = () => JSON.stringify(FIELDS.map((name) => elements[name]?.value ?? ""));
  // What came with the page: what was typed before this script was there, or filled in again by the browser, is not saved yet.
  let saved = JSON.stringify(FIELDS.map((name) => original(elements[name])));
  let isSending = false;
  let timer;

  const later = (pause) => {
    clearTimeout(timer);
    timer = setTimeout(send, pause);
  };
  // The browser's own storage may be full or switched off.
  const keep = () => {
    try {
      const { draft, draft_shown, after } = elements;
      localStorage.setItem(place, JSON.stringify({ typed: typed(), draft: draft.value, shown: draft_shown.value, after: after.value }));
      return true;
    } catch {
      return false;
    }
  };
  const forget = (of = place) => {
    try {
      localStorage.removeItem(of);
    } catch {
      // Then there is nothing to forget.
    }
  };
  // What windows of this form have left, each with its place.
  const kept = () => {
    try {
      const left = Object.keys(localStorage).filter((key) => key.startsWith(places));
      return left.map((key) => ({ key, ...JSON.parse(localStorage.getItem(key)) }));
    } catch {
      return [];
    }
  };
  // Only what needs attention is announced.
  const say = (words, isTrouble, ...actions) => {
    status.setAttribute("role", isTrouble ? "alert" : "none");
    status.replaceChildren(words, ...actions.flatMap((action) => [" ", action]));
  };
  const action = (words, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "usa-button usa-button--unstyled";
    made.textContent = words;
    made.addEventListener("click", act);
    return made;
  };
  const time = () =>
    new Date().toLocaleTimeString("en-US", { hour: "numeric", minute: "2-digit" }).replace("AM", "a.m.").replace("PM", "p.m.");
  const inBrowser = (isKept) => (isKept ? "Your text is kept in this browser." : "Copy your text before you leave this page.");

  const send = async () => {
    clearTimeout(timer);
    if (isSending || typed() === saved) {
      return;
    }
    isSending = true;
    const sent = typed();
    const body = new URLSearchParams(new FormData(form));
    body.set("by_script", "yes");
    say("Saving\u2026", false);
    const answer = await fetch(button.formAction, { method: "POST", body, headers: { accept: "application/json" } }).catch(() => undefined);
    isSending = false;
    if (answer?.ok) {
      saved = sent;
      // Every save has a name of its own, by which another window knows whether it has seen it.
      elements.draft_shown.value = elements.draft.value;
      number += 1;
      elements.draft.value = `${name}${number}`;
      if (typed() === saved) {
        forget();
        say(`Saved ${time()} Nothing unsaved.`, false);
      } else {
        later(PAUSE);
      }
      return;
    }
    const isKept = keep();
    const told = answer ? await answer.text() : "";
    if (answer?.status === 409 && told.startsWith("Someone else")) {
      say("Not saved: another draft of this update was saved in between.", true, action("Keep my text", takeOver), action("Open the other draft", other));
    } else if (answer?.status === 401) {
      say(`Not saved: your session ended. Sign in again in another window. ${inBrowser(isKept)}`, true);
      later(AGAIN);
    } else if (answer && answer.status < 500) {
      say(`Not saved: ${told} ${inBrowser(isKept)}`, true);
    } else {
      say(`Not saved: no connection. ${inBrowser(isKept)}`, true);
      later(AGAIN);
    }
  };
  // The page names the draft that was saved in between; what knows it may take its place.
  const takeOver = async () => {
    const answer = await fetch(location.href, { headers: { accept: "text/html" } }).catch(() => undefined);
    const page = answer?.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
    const shown = page && page.querySelector("[name=draft_shown]");
    if (shown) {
      elements.draft_shown.value = shown.value;
    }
    send();
  };
  const other = () => {
    forget();
    // Otherwise the browser fills in again what was typed here.
    form.reset();
    location.reload();
  };
  const fill = (texts) => {
    JSON.parse(texts).forEach((value, place) => {
      const field = elements[FIELDS[place]];
      if (field && value) {
        field.value = value;
      }
    });
  };

  form.addEventListener("input", () => {
    // Who writes something has a change to submit.
    document.querySelector("[data-no-change]")?.setAttribute("hidden", "");
    keep();
    later(PAUSE);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    forget();
  });
  addEventListener("online", send);

  const before = kept().filter((left) => {
    // What was kept before another update was submitted is not said of today.
    const isOver = left.after !== elements.after.value || left.typed === typed();
    if (isOver) {
      forget(left.key);
    }
    return !isOver;
  });
  const [first] = before;
  if (!first) {
    if (typed() !== saved) {
      keep();
      later(PAUSE);
    }
  } else if (before.length === 1 && (first.shown === elements.draft_shown.value || first.draft === elements.draft_shown.value)) {
    fill(first.typed);
    keep();
    forget(first.key);
    say("Restored text that was not saved.", false);
    later(PAUSE);
  } else {
    const use = action("Use it", () => {
      fill(first.typed);
      keep();
      forget(first.key);
      send();
    });
    const discard = action("Discard it", () => {
      forget(first.key);
      say("", false);
    });
    say("This browser has text of yours that was not saved.", true, use, discard);
  }
}
