// A verdict, drawn from its value: texts only, so that nothing in a file is markup. The server draws the same
// (app/src/pages/check/result.rs).
const MARKS = { whole: "verified", unsigned: "evidence", broken: "fault", unchecked: "at-risk" };
const SVG = "http://www.w3.org/2000/svg";

export function html(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

export function svg(name, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, name), attributes, children);
}

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...children.filter((child) => child !== undefined && child !== ""));
  return element;
}

export function drawn({ outcome, heading, sentence, bar, facts, advice }, { assets, page, version }) {
  const mark = svg("use", { href: `${assets}marks.svg#m-${MARKS[outcome]}` });
  return html(
    "div",
    { class: "c-check" },
    html(
      "div",
      {},
      html(
        "div",
        { class: `c-found c-found--${outcome}` },
        svg("svg", { viewBox: "0 0 16 16", width: "36", height: "36", "aria-hidden": "true" }, mark),
        html("div", {}, html("h2", { tabindex: "-1", autofocus: true }, heading), html("p", {}, sentence)),
      ),
      bar ? track(bar) : undefined,
      facts.length > 0 ? listed(facts) : undefined,
      html(
        "p",
        { class: "c-check__do" },
        html("button", { class: "usa-button", type: "button", "data-print": true }, "Print this result"),
        html("a", { class: "usa-button usa-button--outline", href: page }, "Check another file"),
      ),
      html("p", { class: "c-small c-quiet" }, `Concord ${version}`),
    ),
    advice ? beside(advice) : undefined,
  );
}

function track({ parts, ticks, labels }) {
  const rotated = (size, degrees) => ({
    width: size,
    height: size,
    patternUnits: "userSpaceOnUse",
    patternTransform: `rotate(${degrees})`,
  });
  return svg(
    "svg",
    { class: "c-track", "aria-hidden": "true", width: "100%", height: "64" },
    svg(
      "defs",
      {},
      svg(
        "pattern",
        { id: "c-track-rest", ...rotated("6", 45) },
        svg("rect", { class: "c-track__stripe", width: "1.5", height: "6" }),
      ),
      svg(
        "pattern",
        { id: "c-track-suspect", ...rotated("7", -45) },
        svg("rect", { class: "c-track__suspect-ground", width: "7", height: "7" }),
        svg("rect", { class: "c-track__gap-ground", width: "1.8", height: "7" }),
      ),
    ),
    svg("rect", { class: "c-track__all", fill: "url(#c-track-rest)", x: "0", y: "22.5", width: "100%", height: "19" }),
    ...parts.map(({ shade, from, width }) => {
      const fill = shade === "suspect" ? "url(#c-track-suspect)" : undefined;
      return svg("rect", { class: `c-track__${shade}`, fill, x: from, y: "23", width, height: "18" });
    }),
    ...ticks.flatMap(({ shade, at }) =>
      ["gap", shade].map((name) => svg("line", { class: `c-track__${name}`, x1: at, x2: at, y1: "17", y2: "47" })),
    ),
    ...labels.map(({ at, text, anchor, is_above, is_strong }) => {
      const strong = is_strong ? "c-track__strong" : undefined;
      return svg("text", { class: strong, x: at, y: is_above ? "12" : "58", "text-anchor": anchor }, text);
    }),
  );
}

function listed(facts) {
  const lines = facts.map(({ name, value, is_exact }) =>
    html("div", {}, html("dt", {}, name), html("dd", {}, is_exact ? html("code", { class: "c-hash" }, value) : value)),
  );
  return html("dl", { class: "c-check__facts" }, ...lines);
}

function beside({ title, items, is_steps, note }) {
  return html(
    "section",
    { class: "c-check__side" },
    html("h2", {}, title),
    html(is_steps ? "ol" : "ul", {}, ...items.map((item) => html("li", {}, item))),
    note ? html("p", { class: "c-small c-quiet" }, note) : undefined,
  );
}
