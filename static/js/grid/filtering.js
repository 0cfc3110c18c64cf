// The filter of one column, as its kind asks for; it hands over what the address of the list shall say.
import { say } from "./words.js";

const control = (tag, more) => Object.assign(document.createElement(tag), more);

export const filterForm = (column, done) => {
  const form = control("form", { className: "sheet-filter" });
  const field = control("fieldset", { className: "field" });
  field.append(Object.assign(control("legend", { className: "label" }), { textContent: say("filter") }));
  field.append(...controls(column));
  const apply = control("button", { type: "submit", className: "btn btn-plain", textContent: say("apply") });
  const clear = control("button", { type: "button", className: "btn btn-quiet", textContent: say("clear") });
  clear.addEventListener("click", () => done(Object.fromEntries(column.filter.params.map((name) => [name, []]))));
  const end = control("div", { className: "sheet-filter-end" });
  end.append(apply, clear);
  form.append(field, end);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const typed = new FormData(form);
    done(Object.fromEntries(column.filter.params.map((name) => [name, typed.getAll(name).filter(Boolean)])));
  });
  return form;
};

const controls = (column) => {
  const { kind, params, values } = column.filter;
  if (kind === "choice") return column.choices.map(([word, label]) => tick(params[0], word, label, values[params[0]].includes(word)));
  if (kind === "yesno") return [select(params[0], values[params[0]], column.label)];
  const type = kind === "days" ? "date" : "text";
  return params.map((name, index) => {
    const input = control("input", { className: "form-control", name, type, value: values[name], maxLength: 200 });
    const which = params.length > 1 ? say(index ? "to" : "from") : "";
    input.setAttribute("aria-label", [column.label, which].filter(Boolean).join(": "));
    if (kind === "link") input.placeholder = say("linkFilter");
    if (kind === "numbers") input.inputMode = "decimal";
    return input;
  });
};

const tick = (name, value, text, checked) => {
  const label = control("label", { className: "form-check" });
  label.append(control("input", { type: "checkbox", className: "form-check-input", name, value, checked }), ` ${text}`);
  return label;
};

const select = (name, value, label) => {
  const found = control("select", { className: "form-select", name });
  found.setAttribute("aria-label", label);
  for (const [word, text] of [["", say("any")], ["yes", say("yes")], ["no", say("no")]]) {
    found.append(control("option", { value: word, textContent: text, selected: word === value }));
  }
  return found;
};
