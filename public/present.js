// Presenting: the keys of a slide deck. Without this script each screen has the links Previous, Next and Stop presenting.
const links = {
  next: document.querySelector(".c-present a[rel=next]"),
  previous: document.querySelector(".c-present a[rel=prev]"),
  stop: document.querySelector(".c-present a[data-stop]"),
};
const keys = {
  ArrowRight: "next",
  PageDown: "next",
  " ": "next",
  ArrowLeft: "previous",
  PageUp: "previous",
  Escape: "stop",
};

function first() {
  const address = new URL(location.href);
  address.searchParams.set("present", "1");
  return address.href;
}

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, textarea, select, summary")) {
    return;
  }
  // A space on a link that has the focus is still the reader's.
  if (event.key === " " && event.target.closest?.("a, button")) {
    return;
  }
  if (event.key === "Escape" && document.fullscreenElement) {
    return;
  }
  const link = links[keys[event.key]];
  if (link) {
    event.preventDefault();
    location.assign(link.href);
  } else if (event.key === "Home") {
    event.preventDefault();
    location.assign(first());
  } else if (event.key === "f") {
    document.documentElement.requestFullscreen?.().catch(() => {});
  }
});
