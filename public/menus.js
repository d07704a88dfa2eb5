// Menus are disclosures that work without this script. With it Escape closes the open one and gives the focus back, and a
// press beside it closes it.
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

addEventListener("pointerdown", (event) => {
  for (const menu of open()) {
    if (!menu.contains(event.target)) {
      menu.open = false;
    }
  }
});
