// Menus are disclosures that work without this script. With it Escape closes the open one and gives the focus back, and a
// press or the focus beside it closes it, so that none lies over what has the focus (WCAG 2.4.11).
const open = () => document.querySelectorAll("details[data-menu][open]");

addEventListener("keydown", (event) => {
  if (event.key !== "Escape") {
    return;
  }
  for (const menu of open()) {
    const holdsFocus = menu.contains(document.activeElement);
    menu.open = false;
    if (holdsFocus) {
      menu.querySelector("summary").focus();
    }
  }
});

const closeOthers = ({ target }) => {
  for (const menu of open()) {
    if (!menu.contains(target)) {
      menu.open = false;
    }
  }
};
addEventListener("pointerdown", closeOthers);
addEventListener("focusin", closeOthers);

// A box around a table is a stop of the keyboard only where it scrolls.
const STOP = { tabindex: "0", role: "group" };
const names = new WeakMap();
function stops() {
  for (const box of document.querySelectorAll(".c-scroll:not(.c-scroll--list)")) {
    const scrolls = box.scrollWidth > box.clientWidth;
    if (box.hasAttribute("aria-label")) {
      names.set(box, box.getAttribute("aria-label"));
    }
    for (const [name, value] of Object.entries({ ...STOP, "aria-label": names.get(box) })) {
      if (scrolls) {
        box.setAttribute(name, value);
      } else if (box !== document.activeElement) {
        box.removeAttribute(name);
      }
    }
  }
}
const sizes = new ResizeObserver(stops);
function watch() {
  sizes.disconnect();
  document.querySelectorAll(".c-scroll:not(.c-scroll--list)").forEach((box) => sizes.observe(box));
  stops();
}
addEventListener("concord:refreshed", watch);
watch();
