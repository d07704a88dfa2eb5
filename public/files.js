// A page of a file that is being made follows it. Without this script the reader checks again.
const said = document.querySelector("[data-file-said]");
follow();

async function follow() {
  for (;;) {
    const section = document.querySelector("[data-file-state]");
    section.querySelector("[data-file-again]")?.setAttribute("hidden", "");
    if (!["waiting", "making"].includes(section.dataset.fileState)) {
      return;
    }
    await new Promise((done) => setTimeout(done, 700));
    const answer = await fetch(location.href, { headers: { accept: "text/html" } }).catch(() => undefined);
    const text = answer?.ok && !answer.redirected ? await answer.text() : "";
    const fresh = new DOMParser().parseFromString(text, "text/html").querySelector("[data-file-state]");
    if (fresh) {
      show(section, document.adoptNode(fresh));
    } else if (answer) {
      // The session has ended, or the file is gone: the page says which.
      location.reload();
      return;
    }
  }
}

function show(section, fresh) {
  if (section.dataset.fileState === fresh.dataset.fileState) {
    // What has the focus stays where it is.
    for (const name of ["[data-file-place]", "[data-file-step]"]) {
      section.querySelector(name)?.replaceChildren(fresh.querySelector(name)?.textContent ?? "");
    }
    const [bar, freshBar] = [section.querySelector("progress"), fresh.querySelector("progress")];
    if (bar && freshBar) {
      [bar.max, bar.value] = [freshBar.max, freshBar.value];
    }
    return;
  }
  const hadFocus = section.contains(document.activeElement);
  section.replaceWith(fresh);
  said.textContent = fresh.querySelector("h2").textContent;
  if (hadFocus) {
    fresh.querySelector("a:not([hidden]), button")?.focus();
  }
}
