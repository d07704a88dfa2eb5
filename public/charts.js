// Charts answer to pointer, touch and keys: a card with what a mark counts, a crosshair on lines, and a key whose entries
// dim the rest. Without this script each mark has a title and a link, and the table holds all of it.
import { cardOf } from "./chart-card.js";

const MARKS = "[data-card], [data-key]";
const svg = (name, attributes) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, value);
  }
  return element;
};

// What is read out while keys step through a chart.
const said = document.createElement("div");
said.className = "usa-sr-only";
said.setAttribute("aria-live", "polite");
document.body.append(said);

let shown;
let leaving;

function cards(figure) {
  try {
    return JSON.parse(figure.querySelector('script[type="application/json"]')?.textContent ?? "[]");
  } catch {
    return [];
  }
}

// Makes drawings a stop of the keyboard and keys buttons. Again after the page was brought up to date in place.
function prepare() {
  hide();
  for (const figure of document.querySelectorAll("figure.c-chart")) {
    const title = figure.querySelector("figcaption :is(h2, h3)")?.textContent ?? "";
    for (const box of figure.querySelectorAll(".c-chart__box")) {
      const marks = [...box.querySelectorAll("[data-card]")];
      if (marks.length > 0) {
        box.tabIndex = 0;
        box.setAttribute("role", "application");
        box.setAttribute("aria-label", `Chart: ${title}. Arrow keys read its parts, Enter opens the rows.`);
        // The card says it all; the browser's own bubble would cover it.
        marks.forEach((mark) => mark.querySelector("title")?.remove());
      }
    }
    figure.querySelectorAll(".c-key").forEach(prepareKey);
  }
}

function prepareKey(key) {
  key.removeAttribute("aria-hidden");
  key.setAttribute("role", "toolbar");
  key.setAttribute("aria-orientation", "horizontal");
  key.setAttribute("aria-label", "Key. Left and right arrow keys move between its entries, Enter highlights one in the chart.");
  key.querySelectorAll("li").forEach((entry) => entry.setAttribute("role", "none"));
  if (key.querySelector("button")) {
    return;
  }
  key.querySelectorAll("li").forEach((entry, place) => {
    const button = document.createElement("button");
    button.type = "button";
    button.tabIndex = place === 0 ? 0 : -1;
    button.setAttribute("aria-pressed", "false");
    button.append(...entry.childNodes);
    entry.append(button);
  });
}

// Shows the card of a mark. `isByKey`: a ring is drawn around it, and it is read out.
function show(mark, isByKey = false, at = undefined) {
  clearTimeout(leaving);
  if (shown?.mark === mark && !isByKey) {
    return;
  }
  hide();
  const figure = mark.closest("figure");
  const box = mark.closest(".c-chart__box");
  const card = cards(figure)[Number(mark.dataset.card)];
  if (!card) {
    return;
  }
  const element = cardOf(card, mark.getAttribute("href"));
  const drawing = mark.ownerSVGElement;
  const column = mark.querySelector("[data-line]");
  const drawn = column ? crosshair(column) : isByKey ? ring(mark) : undefined;
  if (drawn) {
    drawing.append(drawn);
  }
  // At the end, where a page that is brought up to date takes it away.
  box.parentElement.append(element);
  shown = { mark, box, element, drawn };
  place(element, box, column ?? mark, Boolean(column), at);
  if (isByKey) {
    said.textContent = words(card);
    mark.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
}

function hide() {
  clearTimeout(leaving);
  shown?.element.remove();
  shown?.drawn?.remove();
  shown = undefined;
}

function words({ title, change, values = [], rows = [], more }) {
  const parts = [title, change, ...values.map(([name, value]) => `${name} ${value}`), ...rows.map((row) => row.title)];
  return `${parts.filter(Boolean).join(". ")}${more ? `, and ${more} more` : ""}.`;
}

function ring(mark) {
  const { x, y, width, height } = mark.getBBox();
  return svg("rect", { class: "c-ring", x: x - 1.5, y: y - 1.5, width: width + 3, height: height + 3 });
}

function crosshair(column) {
  const x = column.dataset.line;
  const top = column.y.baseVal.value;
  const group = svg("g", { class: "c-cross" });
  group.append(svg("line", { x1: x, x2: x, y1: top, y2: top + column.height.baseVal.value }));
  for (const y of column.dataset.points.split(" ").filter(Boolean)) {
    group.append(svg("circle", { cx: x, cy: y, r: 4 }));
  }
  return group;
}

// Under its mark, or over or beside it where the window ends; of lines in the half where the pointer is not, so that it does not
// jump and covers nothing that is read.
function place(element, box, mark, isOfLines, at) {
  const around = element.offsetParent.getBoundingClientRect();
  const [of, card] = [mark.getBoundingClientRect(), element.getBoundingClientRect()];
  const within = (left) => Math.max(0, Math.min(left, around.width - card.width));
  if (isOfLines) {
    const columns = [...box.querySelectorAll("[data-line]")];
    const [plot, end] = [columns[0].getBoundingClientRect(), columns.at(-1).getBoundingClientRect()];
    const isLow = columns.slice(0, Math.ceil(columns.length / 3)).every((column) => {
      const heights = column.dataset.points.split(" ").filter(Boolean).map(Number);
      return heights.every((y) => y > column.y.baseVal.value + column.height.baseVal.value / 2);
    });
    const isLeft = isLow || of.left > (plot.left + end.right) / 2;
    element.style.left = `${within((isLeft ? plot.left + 12 : end.right - card.width - 12) - around.left)}px`;
    element.style.top = `${plot.top - around.top}px`;
    return;
  }
  const start = at !== undefined && of.width > card.width ? at - card.width / 2 : of.left;
  // It covers neither the title nor the key over the drawing, and its mark only at one end, where no side has room.
  const top = box.getBoundingClientRect().top;
  const isBelow = of.bottom + 8 + card.height <= innerHeight;
  const isOver = !isBelow && of.top - 8 - card.height >= Math.max(top, 0);
  if (!isBelow && !isOver) {
    const [before, after] = [of.left - 8 - card.width, of.right + 8];
    const end = at > (of.left + of.right) / 2 ? of.left : of.right - card.width;
    const side = after + card.width <= around.right ? after : before >= around.left ? before : end;
    element.style.left = `${within(side - around.left)}px`;
    element.style.top = `${Math.max(top, Math.min(of.top, innerHeight - card.height - 8)) - around.top}px`;
    return;
  }
  element.style.left = `${within(start - around.left)}px`;
  element.style.top = `${(isOver ? of.top - 8 - card.height : of.bottom + 8) - around.top}px`;
}

// The next mark in a direction: along its row, or the nearest one in the rows above or below.
function beside(marks, mark, key) {
  const place = marks.indexOf(mark);
  const isOfLines = Boolean(mark.querySelector("[data-line]"));
  const step = { ArrowRight: 1, ArrowLeft: -1, ...(isOfLines ? { ArrowDown: 1, ArrowUp: -1 } : {}) }[key];
  if (key === "Home" || key === "End") {
    return key === "Home" ? marks[0] : marks.at(-1);
  }
  if (step) {
    return marks[place + step] ?? mark;
  }
  const middle = ({ left, right, top, bottom }) => [(left + right) / 2, (top + bottom) / 2];
  const [x, y] = middle(mark.getBoundingClientRect());
  const sign = key === "ArrowDown" ? 1 : -1;
  const away = (other) => {
    const [a, b] = middle(other.getBoundingClientRect());
    return sign * (b - y) < 6 ? Infinity : Math.abs(b - y) * 1000 + Math.abs(a - x);
  };
  const nearest = marks.reduce((best, other) => (away(other) < away(best) ? other : best), mark);
  return away(nearest) === Infinity ? mark : nearest;
}

// Of lines the last point that has all of them.
function first(marks) {
  const points = (mark) => mark.querySelector("[data-line]")?.dataset.points.split(" ").length ?? 0;
  const most = Math.max(...marks.map(points));
  return most > 0 ? marks.findLast((mark) => points(mark) === most) : marks[0];
}

function dim(figure, key) {
  figure.toggleAttribute("data-lit", key !== undefined);
  for (const mark of figure.querySelectorAll("svg [data-key]")) {
    mark.classList.toggle("is-lit", mark.dataset.key === key);
  }
}

// What is pressed stays lit when pointer and focus are elsewhere.
function dimAgain(figure) {
  dim(figure, figure.querySelector('.c-key [aria-pressed="true"]')?.closest("li").dataset.key);
}

const entryOf = (event) => event.target.closest?.(".c-key button");

document.addEventListener("pointerover", (event) => {
  const mark = event.target.closest?.(".c-chart__box [data-card]");
  if (mark && event.pointerType !== "touch") {
    show(mark, false, event.clientX);
  } else if (event.target.closest?.(".c-card")) {
    clearTimeout(leaving);
  }
  const entry = entryOf(event);
  if (entry) {
    dim(entry.closest("figure"), entry.closest("li").dataset.key);
  }
});
document.addEventListener("pointerout", (event) => {
  if (shown && event.pointerType !== "touch" && event.target.closest?.(`${MARKS}, .c-card`)) {
    clearTimeout(leaving);
    leaving = setTimeout(hide, 200);
  }
  const entry = entryOf(event);
  if (entry) {
    dimAgain(entry.closest("figure"));
  }
});
// A first touch shows the card, a second one opens the rows.
document.addEventListener("click", (event) => {
  const mark = event.target.closest?.(".c-chart__box [data-card]");
  if (mark && event.pointerType === "touch" && shown?.mark !== mark) {
    event.preventDefault();
    show(mark, false, event.clientX);
    return;
  }
  const entry = entryOf(event);
  if (entry) {
    const isPressed = entry.getAttribute("aria-pressed") === "true";
    const key = entry.closest(".c-key");
    key.querySelectorAll("button").forEach((button) => button.setAttribute("aria-pressed", "false"));
    entry.setAttribute("aria-pressed", String(!isPressed));
    said.textContent = isPressed ? "Nothing is highlighted." : `Highlighted in the chart: ${entry.textContent.trim()}.`;
    dimAgain(entry.closest("figure"));
  }
  const table = event.target.closest?.("a[data-table]");
  if (table) {
    event.preventDefault();
    const numbers = table.closest("figure").querySelector(".c-chart__numbers");
    numbers.open = true;
    table.closest("details[data-menu]").open = false;
    numbers.querySelector("summary").focus();
  }
});
document.addEventListener("pointerdown", (event) => {
  if (shown && !event.target.closest?.(".c-card, .c-chart__box")) {
    hide();
  }
});

document.addEventListener("focusin", (event) => {
  const box = event.target.matches?.(".c-chart__box") ? event.target : undefined;
  if (box?.matches(":focus-visible") && shown?.box !== box) {
    const marks = [...box.querySelectorAll("[data-card]")];
    if (marks.length > 0) {
      show(first(marks), true);
    }
  } else if (shown && !shown.element.contains(event.target) && event.target !== shown.box) {
    hide();
  }
  const entry = entryOf(event);
  if (entry?.matches(":focus-visible")) {
    dim(entry.closest("figure"), entry.closest("li").dataset.key);
  }
});
document.addEventListener("focusout", (event) => {
  const entry = entryOf(event);
  if (entry) {
    dimAgain(entry.closest("figure"));
  }
  if (shown && !event.relatedTarget && shown.box === event.target) {
    hide();
  }
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  if (event.key === "Escape" && shown) {
    hide();
    return;
  }
  const entry = entryOf(event);
  if (entry && ["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) {
    const entries = [...entry.closest(".c-key").querySelectorAll("button")];
    const place = entries.indexOf(entry);
    const to = { ArrowLeft: place - 1, ArrowRight: place + 1, Home: 0, End: entries.length - 1 }[event.key];
    const next = entries[to];
    if (next) {
      event.preventDefault();
      [entry.tabIndex, next.tabIndex] = [-1, 0];
      next.focus();
    }
    return;
  }
  if (!event.target.matches?.(".c-chart__box")) {
    return;
  }
  const marks = [...event.target.querySelectorAll("[data-card]")];
  if (/^(Arrow|Home|End)/.test(event.key) && marks.length > 0) {
    event.preventDefault();
    const mark = shown?.box === event.target ? beside(marks, shown.mark, event.key) : first(marks);
    show(mark, true);
  } else if (event.key === "Enter" && shown?.mark.hasAttribute("href")) {
    location.assign(shown.mark.getAttribute("href"));
  }
});

addEventListener("concord:refreshed", prepare);
prepare();
