// A long list of values in a filter gets a field that narrows it. Without this script the list scrolls.
addEventListener("concord:refreshed", narrow);
narrow();

function narrow() {
  const long = document.querySelectorAll("fieldset[data-narrow]");
  [...long].filter((fieldset) => !fieldset.previousElementSibling).forEach(add);
}

function add(fieldset) {
  const name = fieldset.querySelector("legend").textContent;
  const field = document.createElement("input");
  field.type = "search";
  field.className = "c-pick__narrow";
  field.placeholder = `Find in ${fieldset.children.length - 1}`;
  field.setAttribute("aria-label", `Find: ${name}`);
  field.addEventListener("input", () => {
    const wanted = field.value.trim().toLowerCase();
    for (const value of fieldset.querySelectorAll(":scope > div")) {
      // What is set stays in sight.
      value.hidden = !value.textContent.toLowerCase().includes(wanted) && !value.querySelector("input").checked;
    }
  });
  // Enter in it would send the form before anything was chosen.
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
    }
  });
  fieldset.before(field);
}
