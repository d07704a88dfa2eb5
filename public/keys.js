// The single-key shortcuts: "/" goes to the search field, "p" presents the page where it can be presented. They stand on a
// page only for those who have not turned such shortcuts off (WCAG 2.1.4), and never take a key from a field in which
// someone writes.
addEventListener("keydown", (event) => {
  const writes = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || writes) {
    return;
  }
  const search = document.getElementById("search");
  const present = document.querySelector("a[data-present]");
  if (event.key === "/" && search) {
    event.preventDefault();
    search.focus();
    search.select();
  } else if (event.key === "p" && present) {
    event.preventDefault();
    location.assign(present.href);
  }
});
