// The card of a mark, made from the data that the server put beside the chart: texts only, so that nothing in them is markup.
function text(name, content, className) {
  const element = document.createElement(name);
  element.textContent = content;
  if (className) {
    element.className = className;
  }
  return element;
}

function link(address, content) {
  const element = text("a", content);
  element.href = address;
  return element;
}

function list(rows) {
  const element = document.createElement("ul");
  for (const row of rows) {
    const entry = document.createElement("li");
    entry.append(link(row.address, row.title), text("small", row.said));
    element.append(entry);
  }
  return element;
}

function pairs(values) {
  const element = document.createElement("dl");
  for (const [name, value] of values) {
    element.append(text("dt", name), text("dd", value));
  }
  return element;
}

// What and how many, leading to the rows; the change; the values; the first rows, and how many more there are.
export function cardOf({ title, change, values = [], rows = [], more }, address) {
  const card = document.createElement("div");
  card.className = "c-card";
  const what = text("p", "", "what");
  what.append(address ? link(address, title) : title);
  card.append(what);
  if (change) {
    card.append(text("p", change, "change"));
  }
  if (values.length > 0) {
    card.append(pairs(values));
  }
  if (rows.length > 0) {
    card.append(list(rows));
  }
  if (more) {
    card.append(text("p", `and ${more.toLocaleString("en-US")} more`, "more"));
  }
  return card;
}
