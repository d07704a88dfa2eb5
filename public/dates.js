// Beside each field of a date stands a button that opens the browser's own calendar. Without this script the date is typed.
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

addAll();
addEventListener("concord:refreshed", addAll);

function addAll() {
  if ("showPicker" in HTMLInputElement.prototype) {
    document.querySelectorAll("[data-date]:not(:has(button))").forEach(add);
  }
}

function add(field) {
  const typed = field.querySelector("input");
  const label = typed.labels[0]?.firstChild.textContent ?? "";
  // It has no name, so the date is sent once, as the text says it.
  const picker = document.createElement("input");
  picker.type = "date";
  picker.className = "c-date__picker";
  picker.tabIndex = -1;
  picker.ariaHidden = "true";
  picker.max = field.dataset.last ?? "";

  const button = document.createElement("button");
  button.type = "button";
  button.className = "c-date__button";
  button.title = "Choose a date";
  button.ariaLabel = `Choose a date: ${label}`;
  button.append(calendar());

  const follow = () => {
    picker.value = read(typed.value, field.dataset.date);
  };
  typed.addEventListener("input", follow);
  button.addEventListener("click", () => {
    follow();
    picker.showPicker();
  });
  picker.addEventListener("input", () => {
    if (picker.value) {
      typed.value = written(picker.value, field.dataset.date);
      typed.dispatchEvent(new Event("input", { bubbles: true }));
    }
  });
  field.append(picker, button);
}

// As the server writes a date in a field (domain/src/date/written.rs).
function written(iso, style) {
  const [year, month, day] = iso.split("-");
  if (style === "us") {
    return `${month}/${day}/${year}`;
  }
  const name = MONTHS[month - 1];
  return `${Number(day)} ${name[0].toUpperCase()}${name.slice(1)} ${year}`;
}

// The day where the calendar opens; what is not read here is read by the server.
function read(text, style) {
  const parts = text.toLowerCase().split(/[\s,./-]+/u).filter(Boolean);
  const month = (part) => (/^\d/u.test(part) ? Number(part) : MONTHS.indexOf(part.slice(0, 3)) + 1);
  if (parts.length !== 3) {
    return "";
  }
  const [first, second, third] = parts;
  const [y, m, d] = /^\d{4}$/u.test(first)
    ? [first, second, third]
    : /^\d/u.test(first) && (style !== "us" || !/^\d/u.test(second))
      ? [third, second, first]
      : [third, first, second];
  const two = (number) => String(number).padStart(2, "0");
  return `${y}-${two(month(m))}-${two(d)}`;
}

function calendar() {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", "M4 1v2M12 1v2M2 3h12v11H2zM2 6.5h12M5 9.5h1M7.5 9.5h1M10 9.5h1M5 12h1M7.5 12h1");
  svg.append(path);
  return svg;
}
