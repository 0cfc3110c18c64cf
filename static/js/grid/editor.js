// The editor lies over its cell: opened by F2, Enter, a double click or by typing; its text goes into the cell or nowhere.
import { Chips } from "./chips.js";
import { Suggestions } from "./suggestions.js";
import { read, shown } from "./values.js";
import { say } from "./words.js";

export class Editor extends EventTarget {
  constructor(view, changes) {
    super();
    Object.assign(this, { view, changes, open: null });
  }

  // `typed` replaces the text (""), null keeps it.
  start({ uid, name }, typed = null) {
    this.commit();
    const cell = this.view.cellElement(uid, name);
    if (!cell || !this.changes.mayWrite(uid, name)) return false;
    const column = this.view.columns.get(name);
    const value = this.changes.value(uid, name);
    const box = document.createElement("div");
    box.className = `sheet-editor sheet-editor-${column.kind}`;
    const input = document.createElement(column.kind === "long" ? "textarea" : "input");
    input.className = "sheet-input";
    input.value = typed ?? this.text(column, value);
    input.setAttribute("aria-label", say("editorOf", { what: column.label }));
    if (column.kind === "number" || column.kind === "whole") input.inputMode = "decimal";
    if (column.kind === "date") input.placeholder = "YYYY-MM-DD";
    box.append(input);
    this.open = { uid, name, column, box, input, before: input.value, value };
    this.place(box, cell);
    if (["choice", "yesno", "link", "words"].includes(column.kind)) this.open.suggestions = new Suggestions(column, input, box, () => this.picked());
    if (column.kind === "words") this.open.chips = new Chips(column, value, input, box, () => this.rechoose());
    if (column.kind === "date") this.addPicker(box, input);
    box.addEventListener("keydown", (event) => this.key(event));
    box.addEventListener("focusout", ({ relatedTarget }) => { if (!box.contains(relatedTarget)) this.commit(); });
    input.focus({ preventScroll: true });
    if (typed === null) input.select();
    if (this.open.chips) this.rechoose();
    else this.open.suggestions?.look(typed === null ? "" : input.value);
    return true;
  }

  // A suggestion was clicked: the value, or one of several.
  picked() {
    const { chips, suggestions } = this.open;
    if (chips) chips.add([suggestions.pick]);
    else this.finish("down");
  }

  rechoose() {
    const { chips, suggestions } = this.open;
    suggestions.restart(chips.values);
  }

  // What stands in the editor: as it is typed, not as it is shown.
  text(column, value) {
    if (column.kind === "words") return "";
    if (value && value.named) return value.named;
    if (value && column.kind === "link") return value.reference ? `${value.reference} · ${value.title}` : shown(column, value);
    if (column.kind === "date" || column.numeric) return value === null || value === undefined ? "" : String(value);
    return column.kind === "moment" ? String(value ?? "") : shown(column, value);
  }

  place(box, cell) {
    // Beside the grid, not in it: a grid may hold nothing but rows. So it follows when the grid scrolls.
    const { root } = this.view;
    const [frame, at] = [root.getBoundingClientRect(), cell.getBoundingClientRect()];
    box.style.left = `${Math.min(at.left, frame.right - 120) - frame.left}px`;
    box.style.top = `${at.top - frame.top}px`;
    box.style.minWidth = `${at.width}px`;
    box.style.minHeight = `${at.height}px`;
    if (!box.isConnected) root.append(box);
    // Near the lower edge long editors and lists open upward.
    box.classList.toggle("is-upward", at.bottom + 180 > frame.bottom && at.top - frame.top > 220);
  }

  follow() {
    if (!this.open) return;
    // A row that was saved meanwhile is drawn anew: the editor stays over the same cell of it.
    const cell = this.view.cellElement(this.open.uid, this.open.name);
    if (cell) this.place(this.open.box, cell);
    else this.commit();
  }

  addPicker(box, input) {
    const [button, day] = [document.createElement("button"), document.createElement("input")];
    Object.assign(button, { type: "button", className: "sheet-pick", tabIndex: -1, textContent: "▾" });
    button.setAttribute("aria-label", say("pickDay"));
    Object.assign(day, { type: "date", className: "sheet-day", tabIndex: -1, value: /^\d{4}-\d\d-\d\d$/.test(input.value) ? input.value : "" });
    day.setAttribute("aria-label", say("pickDay"));
    day.addEventListener("change", () => { input.value = day.value; input.focus(); });
    button.addEventListener("click", () => day.showPicker());
    box.append(button, day);
  }

  key(event) {
    event.stopPropagation();
    if (event.isComposing || event.key === "Process") return;
    if (this.open.suggestions?.key(event)) return;
    if (this.open.chips?.key(event, this.open.suggestions)) return;
    if (event.key === "Escape") {
      event.preventDefault();
      this.cancel();
    } else if (event.key === "Enter" && event.altKey && this.open.input.localName === "textarea") {
      event.preventDefault();
      this.open.input.setRangeText("\n", this.open.input.selectionStart, this.open.input.selectionEnd, "end");
    } else if (event.key === "Enter" || event.key === "Tab") {
      event.preventDefault();
      const [on, back] = event.key === "Enter" ? ["down", "up"] : ["right", "left"];
      this.finish(event.shiftKey ? back : on);
    }
  }

  finish(direction) {
    const { open } = this;
    this.view.element.focus({ preventScroll: true });
    if (this.open === open) this.commit();
    this.dispatchEvent(new CustomEvent("done", { detail: direction }));
  }

  commit() {
    const { open } = this;
    if (!open) return;
    this.open = null;
    const chosen = open.chips ? open.chips.value(open.suggestions) : open.suggestions?.chosen();
    const text = open.input.value;
    open.box.remove();
    if (text === open.before && chosen === undefined) return;
    this.changes.write([{ uid: open.uid, name: open.name, value: chosen === undefined ? read(open.column, text) : chosen }]);
  }

  cancel() {
    const { open } = this;
    this.open = null;
    open?.box.remove();
    this.view.element.focus({ preventScroll: true });
  }
}
