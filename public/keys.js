// The one single-key shortcut: "/" goes to the search field. It stands on a page only for those who have not turned
// such shortcuts off (WCAG 2.1.4), and never takes a key from a field in which somebody writes.
addEventListener("keydown", (event) => {
  const search = document.getElementById("search");
  const writes = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || writes || !search) {
    return;
  }
  event.preventDefault();
  search.focus();
  search.select();
});
