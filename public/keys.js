// The single-key shortcuts. They stand on a page only for those who have not turned such shortcuts off (WCAG 2.1.4), and
// never take a key from a field in which someone writes. The settings page lists them too.
const KEYS = [
  ["/", "Go to search"],
  ["j, k", "Choose the next or the previous row of a table"],
  ["Enter", "Open the row"],
  ["x", "Show or hide what is folded in the row; otherwise, leave the row"],
  ["g h", "Go to the home page"],
  ["g p", "Go to plans"],
  ["g a", "Go to actions"],
  ["g m", "Go to milestones"],
  ["g g", "Go to agencies"],
  ["g e", "Go to meetings"],
  ["g l", "Go to the audit log"],
  ["[, ]", "View as of the previous or the next meeting"],
  ["p", "Present the page, where it can be presented"],
  ["?", "List these shortcuts"],
];

let dialog;
let goes = 0;
let row;

addEventListener("keydown", (event) => {
  const writes = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || writes || document.querySelector("dialog[open]")) {
    return;
  }
  if (press(event.key)) {
    event.preventDefault();
  }
});

// Whether the key did something.
function press(key) {
  if (Date.now() - goes < 1500) {
    goes = 0;
    return follow(document.querySelector(`.c-nav a[data-key="${CSS.escape(key)}"]`));
  }
  switch (key) {
    case "/":
      return toSearch();
    case "j":
      return choose(1);
    case "k":
      return choose(-1);
    case "x":
      return fold();
    case "g":
      goes = Date.now();
      return true;
    case "[":
      return follow(document.querySelector('a[data-meeting="previous"]'));
    case "]":
      return follow(document.querySelector('a[data-meeting="next"]'));
    case "p":
      return follow(document.querySelector("a[data-present]"));
    case "?":
      return list();
    default:
      return false;
  }
}

function follow(link) {
  if (link) {
    location.assign(link.href);
  }
  return Boolean(link);
}

function toSearch() {
  const search = document.getElementById("search");
  // On a narrow screen the field is in a popover.
  if (search && !search.checkVisibility()) {
    document.getElementById("find").showPopover();
  }
  search?.focus();
  search?.select();
  return Boolean(search);
}

// The link that names a row has the focus, so Enter opens it without this script.
const named = (of) => of.querySelector("th[scope=row] a, td a");

function choose(step) {
  const rows = [...document.querySelectorAll("main table.c-t tbody tr")].filter(
    (each) => named(each) && each.checkVisibility(),
  );
  if (rows.length === 0) {
    return false;
  }
  const place = rows.indexOf(row);
  leave();
  row = rows[Math.min(Math.max(place < 0 ? (step > 0 ? 0 : rows.length - 1) : place + step, 0), rows.length - 1)];
  row.setAttribute("aria-current", "true");
  named(row).focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
  hint(row.closest("table"));
  return true;
}

function leave() {
  row?.removeAttribute("aria-current");
  document.querySelector(".c-keyhint")?.remove();
  row = undefined;
}

function fold() {
  if (!row) {
    return false;
  }
  const details = row.querySelector("details");
  if (details) {
    details.open = !details.open;
  } else {
    document.activeElement?.blur();
    leave();
  }
  return true;
}

// Shown while a row is chosen.
function hint(table) {
  const shown = document.querySelector(".c-shown");
  const words = document.createElement("p");
  words.className = "c-keyhint";
  const key = (name) => Object.assign(document.createElement("kbd"), { textContent: name });
  words.append(key("J"), " ", key("K"), " move, ", key("Enter"), " opens, ", key("?"), " lists all keys");
  if (shown) {
    shown.append(words);
  } else {
    table.before(words);
  }
}

// A row that lost the focus to a press elsewhere is no longer chosen.
addEventListener("focusin", ({ target }) => row && !row.contains(target) && leave());

function list() {
  if (!dialog) {
    dialog = document.createElement("dialog");
    dialog.setAttribute("aria-labelledby", "keys-title");
    const title = document.createElement("h2");
    title.id = "keys-title";
    title.textContent = "Keyboard shortcuts";
    const keys = document.createElement("dl");
    keys.className = "c-keys";
    for (const [key, does] of KEYS) {
      const [term, words] = [document.createElement("dt"), document.createElement("dd")];
      const mark = document.createElement("kbd");
      mark.textContent = key;
      term.append(mark);
      words.textContent = does;
      keys.append(term, words);
    }
    const close = document.createElement("button");
    close.type = "button";
    close.className = "usa-button";
    close.textContent = "Close";
    close.autofocus = true;
    close.addEventListener("click", () => dialog.close());
    const off = document.createElement("p");
    off.append("You can turn these off in ");
    const settings = document.createElement("a");
    settings.href = "/settings";
    settings.textContent = "Settings";
    off.append(settings, ".");
    dialog.append(title, keys, off, close);
    document.body.append(dialog);
  }
  dialog.showModal();
  return true;
}
