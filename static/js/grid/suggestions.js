// The list under an editor: words of a choice, or records found by name and reference.
import { say } from "./words.js";

const PAUSE = 160;

export class Suggestions {
  constructor(column, input, box, picked) {
    Object.assign(this, { column, input, picked, entries: [], at: -1, touched: false, pick: undefined, without: [] });
    this.list = document.createElement("ul");
    this.list.className = "sheet-list";
    this.list.id = "sheet-suggestions";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", column.label);
    for (const [name, value] of [["role", "combobox"], ["aria-controls", this.list.id], ["aria-expanded", "true"], ["aria-autocomplete", "list"]]) input.setAttribute(name, value);
    input.autocomplete = "off";
    box.append(this.list);
    input.addEventListener("input", () => { this.touched = true; this.look(input.value); });
    // The focus stays in the input, so that nothing is committed before the click counts.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const index = [...this.list.children].indexOf(event.target.closest("li"));
      if (index >= 0 && this.entries[index]) this.take(index);
    });
  }

  // Fills the list for some text.
  look(text) {
    clearTimeout(this.timer);
    if (this.column.kind === "link") {
      this.timer = setTimeout(() => this.fetch(text), this.touched ? PAUSE : 0);
      return;
    }
    const low = text.trim().toLowerCase();
    const all = this.column.kind === "yesno" ? [[true, say("yes")], [false, say("no")]] : this.column.choices;
    const found = all.filter(([value, label]) => !this.without.includes(value) && label.toLowerCase().includes(low));
    found.sort(([, a], [, b]) => Number(b.toLowerCase().startsWith(low)) - Number(a.toLowerCase().startsWith(low)));
    this.fill(found.map(([value, label]) => ({ value, label })));
  }

  async fetch(text) {
    this.asked = text;
    const answer = await fetch(`${this.column.links}?q=${encodeURIComponent(text)}`, { headers: { Accept: "application/json" } }).catch(() => null);
    if (!answer?.ok || this.asked !== text || !this.input.isConnected) return;
    const { results } = await answer.json();
    this.fill(results.map(({ value, label }) => ({ value: { named: value }, label, note: value.split(" · ")[0] })));
  }

  fill(entries) {
    this.entries = entries;
    this.list.replaceChildren(...entries.map(({ label, note }, index) => {
      const item = document.createElement("li");
      item.id = `sheet-suggestion-${index}`;
      item.setAttribute("role", "option");
      item.append(label);
      if (note) item.append(Object.assign(document.createElement("span"), { className: "faint", textContent: note }));
      return item;
    }));
    if (!entries.length) {
      const none = Object.assign(document.createElement("li"), { className: "faint", textContent: say("nothingFits") });
      none.setAttribute("role", "option");
      none.setAttribute("aria-disabled", "true");
      this.list.append(none);
    }
    this.point(this.touched && this.input.value.trim() && entries.length ? 0 : -1);
  }

  point(index) {
    this.at = index;
    [...this.list.children].forEach((item, position) => item.setAttribute("aria-selected", String(position === index)));
    const item = this.list.children[index];
    if (item) {
      this.input.setAttribute("aria-activedescendant", item.id);
      item.scrollIntoView({ block: "nearest" });
    } else this.input.removeAttribute("aria-activedescendant");
  }

  // Arrows walk the list; everything else is the editor's.
  key(event) {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return false;
    event.preventDefault();
    if (this.entries.length) this.point((this.at + (event.key === "ArrowDown" ? 1 : -1) + this.entries.length) % this.entries.length);
    this.moved = true;
    return true;
  }

  take(index) {
    this.pick = this.entries[index].value;
    this.picked();
  }

  // The list anew, for somebody who goes on choosing.
  restart(without) {
    Object.assign(this, { without, pick: undefined, touched: false, moved: false });
    this.look("");
  }

  // What was meant: the entry clicked or pointed at; undefined when the text itself counts.
  chosen() {
    if (this.pick !== undefined) return this.pick;
    const text = this.input.value.trim().toLowerCase();
    const exact = this.entries.find(({ label, note }) => label.toLowerCase() === text || note?.toLowerCase() === text);
    if (this.touched && exact && !this.moved) return exact.value;
    return this.at >= 0 && (this.moved || (this.touched && text)) ? this.entries[this.at].value : undefined;
  }
}
