/** An element with attributes and children; text is always text, never markup. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "onclick") element.addEventListener("click", value);
    else if (value !== undefined && value !== false) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

/** A table with headings, or a sentence when there is nothing to show. */
export function table(heads, rows, empty) {
  if (rows.length === 0) return h("p", { class: "empty" }, empty);
  const head = h("tr", {}, ...heads.map(([words, kind]) => h("th", { class: kind, scope: "col" }, words)));
  return h("table", {}, h("thead", {}, head), h("tbody", {}, ...rows));
}

/** Options are replaced only when they changed, so that an open list stays open. */
export function fill(select, options) {
  const key = JSON.stringify(options);
  if (select.dataset.key === key) return;
  const chosen = select.value;
  select.dataset.key = key;
  select.replaceChildren(...options.map(([value, words]) => h("option", { value }, words)));
  if (options.some(([value]) => value === chosen)) select.value = chosen;
}
