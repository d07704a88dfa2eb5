// Two minutes before a session ends this asks whether to go on: the button has the focus, so one key does. Without this
// script the pages say when the session ends.
const dialog = document.createElement("dialog");
dialog.setAttribute("aria-labelledby", "session-title");
const title = document.createElement("h2");
title.id = "session-title";
const words = document.createElement("p");
words.id = "session-words";
dialog.setAttribute("aria-describedby", words.id);
const button = document.createElement("button");
button.type = "button";
button.className = "usa-button";
button.autofocus = true;
const foot = document.createElement("div");
foot.className = "c-block-gap";
foot.append(button);
dialog.append(title, words, foot);
document.body.append(dialog);

let timer;
let act = () => dialog.close();
button.addEventListener("click", () => act());

function later(seconds) {
  clearTimeout(timer);
  // Timers of more than 24 days begin at once.
  timer = setTimeout(look, Math.min(seconds, 86400) * 1000);
}

async function ask(path, method) {
  const answer = await fetch(path, { method, headers: { accept: "application/json" } });
  if (answer.status === 401) {
    return { seconds: 0 };
  }
  if (!answer.ok) {
    throw new Error(answer.statusText);
  }
  return answer.json();
}

// Asking when the session ends is no use of it. Another tab may have gone on meanwhile.
async function look() {
  try {
    tell(await ask("/session/ends", "GET"));
  } catch {
    later(30);
  }
}

function tell(session) {
  if (session.seconds > session.warning) {
    dialog.close();
    later(session.seconds - session.warning);
  } else if (session.seconds > 0) {
    warn(session);
    later(Math.min(session.seconds + 1, 20));
  } else {
    clearTimeout(timer);
    show("Your session has ended", "What you typed is still here. Sign in in another tab, then submit it.", "Close", () =>
      dialog.close(),
    );
  }
}

function warn(session) {
  if (session.can_continue) {
    show("Your session is about to end", `You will be signed out at ${session.ends}.`, "Stay signed in", stay);
  } else {
    show(
      "Your session is about to end",
      `You will be signed out at ${session.ends}, because a session does not last longer. Submit what you have typed before that.`,
      "Close",
      () => {
        dialog.close();
        later(session.seconds + 1);
      },
    );
  }
}

function show(heading, text, label, action) {
  act = action;
  if (dialog.open && title.textContent === heading) {
    return;
  }
  title.textContent = heading;
  words.textContent = text;
  button.textContent = label;
  // Opened again where it says something else: so it is read.
  dialog.close();
  dialog.showModal();
}

async function stay() {
  try {
    tell(await ask("/session/continue", "POST"));
  } catch {
    words.textContent = "The server did not answer. Try again.";
  }
}

// A page that was asleep looks at once.
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && look());
look();
