// Keys of the grid while no editor is open; the editor has its own.
const JUMPS = { ArrowUp: [-Infinity, 0], ArrowDown: [Infinity, 0], ArrowLeft: [0, -Infinity], ArrowRight: [0, Infinity] };
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
const FAR = 1e9;

export class Keyboard {
  // `acts` are the grid's verbs: edit, fill, clear, undo, redo, first, last, help, open, check, menu.
  constructor(view, selection, acts) {
    Object.assign(this, { view, selection, acts, leaving: false });
  }

  press(event) {
    if (event.defaultPrevented || event.isComposing) return;
    const command = event.ctrlKey || event.metaKey;
    const handled = command ? this.command(event) : event.altKey ? this.alternate(event) : this.plain(event);
    if (handled) event.preventDefault();
    if (!["Escape", "Tab", "Shift"].includes(event.key)) this.leaving = false;
  }

  command(event) {
    const { acts, selection } = this;
    const key = event.key.toLowerCase();
    if (JUMPS[event.key]) return this.jump(event);
    if (key === "home") return acts.first(), true;
    if (key === "end") return acts.last(), true;
    if (key === "enter") return acts.open(), true;
    const found = { a: () => selection.all(), d: acts.fill, y: acts.redo, z: event.shiftKey ? acts.redo : acts.undo, "/": acts.help }[key];
    if (found) found();
    return Boolean(found);
  }

  jump(event) {
    const [rows, columns] = JUMPS[event.key].map((by) => Math.max(-FAR, Math.min(FAR, by)));
    this.selection.move(rows, columns, event.shiftKey);
    return true;
  }

  alternate(event) {
    if (event.key !== "ArrowDown") return false;
    this.acts.menu();
    return true;
  }

  plain(event) {
    const { acts, selection, view } = this;
    const { key, shiftKey } = event;
    if (STEPS[key]) return selection.move(...STEPS[key], shiftKey), true;
    if (key === "Tab") return this.tab(shiftKey);
    if (key === "Home" || key === "End") return selection.move(0, key === "Home" ? -FAR : FAR, shiftKey), true;
    if (key === "PageUp" || key === "PageDown") return selection.move((key === "PageUp" ? -1 : 1) * view.rowsPerPage(), 0, shiftKey), true;
    if (key === "F2" || key === "Enter") return acts.edit(null), true;
    if (key === "F1") return acts.help(), true;
    if (key === "Delete" || key === "Backspace") return acts.clear(), true;
    if (key === "Escape") return this.escape();
    if (key === " ") return acts.check(), true;
    // A letter opens the editor, and lands in it because the editor has the focus by then.
    if (key.length === 1 || key === "Process") acts.edit("");
    return false;
  }

  // Escape, then Tab leaves the grid: a grid must not be a trap.
  escape() {
    this.leaving = true;
    if (this.selection.anchor) this.selection.set(this.selection.anchor);
    return true;
  }

  tab(back) {
    if (this.leaving || !this.selection.anchor) {
      // On from behind the grid, not through all its column heads.
      if (!back) this.view.root.querySelector("[data-grid-after]").focus();
      return false;
    }
    this.selection.step(back ? -1 : 1);
    return true;
  }
}
