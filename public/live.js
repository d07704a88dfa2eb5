// Pages that show numbers follow the record: "3 updates. Refresh" brings them up to now, in place. Without this script
// they are ordinary pages.
const main = document.querySelector("main[data-entry]");
const place = document.querySelector("[data-live]");
// What is being typed is not replaced, and neither is what is shown of the past, or what was found in a file.
if (main && place && !main.querySelector('form[method="post" i], [data-print]')) {
  follow();
}

function follow() {
  const channel = new BroadcastChannel("concord-live");
  let shown = Number(main.dataset.entry);
  let newest = shown;

  const say = (entry) => {
    newest = Math.max(newest, Number(entry));
    const number = newest - shown;
    if (number > 0) {
      offer(number === 1 ? "1 update. Refresh" : `${number} updates. Refresh`);
    }
  };
  const offer = (words) => {
    let button = place.querySelector("button");
    if (!button) {
      button = document.createElement("button");
      button.type = "button";
      button.className = "c-live__show";
      button.addEventListener("click", show);
      place.replaceChildren(button);
    }
    button.textContent = words;
  };
  const show = async () => {
    const had = document.activeElement;
    const answer = await fetch(location.href, { headers: { accept: "text/html" } }).catch(() => undefined);
    const next = answer?.ok && !answer.redirected && new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = next && next.querySelector("main[data-entry]");
    if (!fresh) {
      location.reload();
      return;
    }
    document.title = next.title;
    morph(main, document.adoptNode(fresh));
    // The header says which entry and which date that is.
    const [lens, freshLens] = [document.querySelector(".c-lens"), next.querySelector(".c-lens")];
    if (lens && freshLens) {
      morph(lens, document.adoptNode(freshLens));
    }
    dispatchEvent(new Event("concord:refreshed"));
    mark();
    const foot = next.querySelector("footer");
    if (foot) {
      morph(document.querySelector("footer"), document.adoptNode(foot));
    }
    // What other scripts added to the page is gone with what they added it to.
    dispatchEvent(new Event("concord:refreshed"));
    shown = Number(main.dataset.entry);
    place.replaceChildren("Page is up to date");
    if (!had?.isConnected) {
      place.focus({ preventScroll: true });
    }
    say(newest);
  };

  channel.addEventListener("message", ({ data }) => say(data));
  const listen = () =>
    new Promise((ended) => {
      const stream = new EventSource("/live");
      stream.addEventListener("entry", ({ data }) => {
        channel.postMessage(data);
        say(data);
      });
      // It comes again by itself after a gap in the network, and is closed for good when the session has ended.
      stream.addEventListener("error", () => stream.readyState === EventSource.CLOSED && ended());
    });
  // One stream a browser: the tab that holds the lock listens for all. Where there are no locks, each tab listens.
  if (navigator.locks) {
    navigator.locks.request("concord-live", listen);
  } else {
    listen();
  }
}

// What the last refresh changed is marked for a moment, as long as the reader has nothing against motion.
const changed = new Set();
function mark() {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  for (const place of still ? [] : changed) {
    place?.classList.add("c-changed");
    place?.addEventListener("animationend", () => place.classList.remove("c-changed"), { once: true });
  }
  changed.clear();
}

// Makes one part of the page like another and leaves alone what is the same, so that focus, scrolling and opened details
// stay where they are.
function morph(from, to) {
  if (from.isEqualNode(to)) {
    return;
  }
  if (from.nodeName !== to.nodeName) {
    from.replaceWith(to);
    return;
  }
  if (!(from instanceof Element)) {
    from.nodeValue = to.nodeValue;
    changed.add(from.parentElement?.closest("td, th, dd, li, p, a"));
    return;
  }
  for (const { name } of [...from.attributes]) {
    if (!to.hasAttribute(name) && name !== "open") {
      from.removeAttribute(name);
    }
  }
  for (const { name, value } of to.attributes) {
    if (from.getAttribute(name) !== value) {
      from.setAttribute(name, value);
    }
  }
  const [old, fresh] = [[...from.childNodes], [...to.childNodes]];
  fresh.forEach((child, place) => {
    if (old[place]) {
      morph(old[place], child);
    } else {
      from.append(child);
      changed.add(child instanceof Element ? child : from);
    }
  });
  old.slice(fresh.length).forEach((child) => child.remove());
}
