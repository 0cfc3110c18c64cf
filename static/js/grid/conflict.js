// Two people, one cell: shows both values of each and asks which one stays.
import { shown } from "./values.js";
import { say } from "./words.js";

const make = (tag, more = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), more);
  element.append(...children);
  return element;
};

// Resolves to the conflicts in which the reader's own value wins; null when they decide later.
export const askWhose = (root, columns, conflicts) => new Promise((resolve) => {
  const dialog = make("dialog", { className: "sheet-dialog" });
  dialog.setAttribute("aria-labelledby", "sheet-conflict-title");
  const form = make("form", { method: "dialog" });
  form.append(make("h2", { id: "sheet-conflict-title", textContent: say("conflictTitle") }), make("p", { className: "quiet", textContent: say("conflictWhy") }));
  conflicts.forEach((conflict, index) => form.append(question(columns.get(conflict.cell.name), conflict, index)));
  const all = (whose) => { for (const input of form.querySelectorAll(`input[value=${whose}]`)) input.checked = true; };
  const end = make("div", { className: "sheet-dialog-end" });
  end.append(make("button", { type: "submit", className: "btn btn-primary", textContent: say("saveChoice") }));
  if (conflicts.length > 1) {
    for (const whose of ["mine", "theirs"]) {
      const button = make("button", { type: "button", className: "btn btn-plain", textContent: say(whose === "mine" ? "allMine" : "allTheirs") });
      button.addEventListener("click", () => all(whose));
      end.append(button);
    }
  }
  form.append(end);
  dialog.append(form);
  root.append(dialog);
  let decided = null;
  form.addEventListener("submit", () => {
    const answers = new FormData(form);
    decided = conflicts.filter((_, index) => answers.get(`cell-${index}`) === "mine");
  });
  // Escape decides nothing: the cells stay unsaved and are asked about again.
  dialog.addEventListener("close", () => { dialog.remove(); resolve(decided); });
  dialog.showModal();
});

const question = (column, { row, mine, theirs }, index) => {
  const set = make("fieldset", { className: "sides sheet-sides" });
  set.append(make("legend", { textContent: `${row.reference} · ${column.label}` }));
  for (const [whose, value] of [["mine", mine], ["theirs", theirs]]) {
    const input = make("input", { type: "radio", className: "form-check-input", name: `cell-${index}`, value: whose, checked: whose === "theirs" });
    const name = make("span", { className: "side-name" }, input, ` ${say(whose)}`);
    set.append(make("label", { className: "side-version" }, name, make("span", { className: "breakable", textContent: shown(column, value) || "—" })));
  }
  return set;
};
