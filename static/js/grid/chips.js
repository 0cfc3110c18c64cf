// A cell of several words while it is edited: each a chip; what is typed searches for more of them.
import { several, shown } from "./values.js";
import { say } from "./words.js";

export class Chips {
  constructor(column, value, input, box, changed) {
    Object.assign(this, { column, input, changed, values: Array.isArray(value) ? [...value] : [] });
    this.list = Object.assign(document.createElement("ul"), { className: "sheet-chips", id: "sheet-chips" });
    this.list.setAttribute("aria-label", column.label);
    input.setAttribute("aria-describedby", this.list.id);
    // The focus stays in the input, so that nothing is committed before the click counts.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", ({ target }) => {
      const chip = target.closest("button")?.parentElement;
      if (chip) this.drop([...this.list.children].indexOf(chip));
    });
    box.prepend(this.list);
    this.draw();
  }

  draw() {
    this.list.replaceChildren(...this.values.map((word) => {
      const [chip, button] = [document.createElement("li"), document.createElement("button")];
      const text = shown(this.column, [word]);
      Object.assign(button, { type: "button", tabIndex: -1, textContent: "×" });
      button.setAttribute("aria-label", say("dropWord", { what: text }));
      chip.append(text, button);
      return chip;
    }));
  }

  add(words) {
    this.set([...this.values, ...words.filter((word) => !this.values.includes(word))]);
  }

  drop(index) { this.set(this.values.filter((_, position) => position !== index)); }

  set(words) {
    this.values = words;
    this.input.value = "";
    this.draw();
    this.changed();
  }

  // Enter and commas take what was typed or pointed at, Backspace in an empty input gives the last one up.
  key(event, suggestions) {
    if (event.key === "Backspace" && !this.input.value && this.values.length) {
      event.preventDefault();
      this.drop(this.values.length - 1);
      return true;
    }
    if (!["Enter", ",", ";"].includes(event.key)) return false;
    const found = this.meant(suggestions);
    if (found.length || event.key !== "Enter") event.preventDefault();
    if (found.length) this.add(found);
    return found.length > 0 || event.key !== "Enter";
  }

  // What stands in the input, not yet a chip; words that nobody knows are kept, and the server says what is wrong.
  meant(suggestions) {
    const chosen = suggestions.chosen();
    return chosen === undefined ? several(this.column, this.input.value) : [chosen];
  }

  // The value of the cell.
  value(suggestions) { return [...new Set([...this.values, ...this.meant(suggestions)])].sort(); }
}
