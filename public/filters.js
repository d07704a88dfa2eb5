// A long list of values, in a filter or in a form, gets a field that narrows it. Without this script the list scrolls.
addEventListener("concord:refreshed", narrow);
narrow();

function narrow() {
  const long = document.querySelectorAll("fieldset[data-narrow]");
  [...long].filter((fieldset) => !fieldset.previousElementSibling).forEach(add);
  document.querySelectorAll("select[data-narrow]:not(.c-pick__narrow + *)").forEach(addToSelect);
}

function addToSelect(select) {
  const options = [...select.options].filter(({ value }) => value);
  const label = document.querySelector(`label[for="${select.id}"]`)?.textContent ?? "";
  const field = searchField(`Find in ${options.length}`, `Find: ${label}`);
  field.addEventListener("input", () => {
    const wanted = field.value.trim().toLowerCase();
    const found = options.filter((option) => option.textContent.toLowerCase().includes(wanted));
    for (const option of options) {
      option.hidden = option.disabled = !found.includes(option);
    }
    for (const group of select.querySelectorAll("optgroup")) {
      group.hidden = ![...group.children].some((option) => !option.hidden);
    }
    // The first that fits is chosen while someone types, and none when the field is blank again.
    select.value = wanted && found.length ? found[0].value : "";
  });
  select.before(field);
}

function searchField(placeholder, label) {
  const field = document.createElement("input");
  field.type = "search";
  field.className = "c-pick__narrow";
  field.placeholder = placeholder;
  field.setAttribute("aria-label", label);
  // Enter in it would send the form before anything was chosen.
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
    }
  });
  return field;
}

function add(fieldset) {
  const name = fieldset.querySelector("legend").textContent;
  const field = searchField(`Find in ${fieldset.children.length - 1}`, `Find: ${name}`);
  field.addEventListener("input", () => {
    const wanted = field.value.trim().toLowerCase();
    for (const value of fieldset.querySelectorAll(":scope > div")) {
      // What is set stays in sight.
      value.hidden = !value.textContent.toLowerCase().includes(wanted) && !value.querySelector("input").checked;
    }
  });
  fieldset.before(field);
}
