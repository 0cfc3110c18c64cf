// Blocks of cells: copied for Excel and back, filled down, emptied. Each act is one batch.
import { format, parse } from "./tsv.js";
import { copied, isEmpty, nothing, read } from "./values.js";
import { say } from "./words.js";

const OURS = "application/x-sms-cells";

export class Clipboard {
  // `grow(count)` resolves to the uids of at least so many rows from the block's top on, as far as there can be.
  constructor(view, changes, selection, tell, grow) {
    Object.assign(this, { view, changes, selection, tell, grow });
  }

  copy(data) {
    const rows = this.selection.cells.filter(([{ uid }]) => !this.changes.row(uid)?.isNew || this.changes.touches(uid));
    if (!rows.length) return false;
    const values = rows.map((cells) => cells.map(({ uid, name }) => this.changes.value(uid, name) ?? null));
    const text = format(rows.map((cells, r) => cells.map(({ name }, c) => copied(this.view.columns.get(name), values[r][c]))));
    data.setData("text/plain", text);
    // Within the grid links keep who they are, whatever they are called.
    data.setData(OURS, JSON.stringify({ text, names: rows[0].map(({ name }) => name), values }));
    this.tell(say("copied", { count: rows.length * rows[0].length }));
    return true;
  }

  async paste(data) {
    const text = data.getData("text/plain");
    const block = this.selection.block;
    if (!block || !text) return;
    const own = JSON.parse(data.getData(OURS) || "null");
    const texts = parse(text);
    const [top, bottom, left, right] = block;
    const [height, width] = [tiled(bottom - top + 1, texts.length), tiled(right - left + 1, Math.max(...texts.map((row) => row.length)))];
    const uids = await this.grow(top, height);
    const names = this.view.names.slice(left, left + width);
    const wanted = uids.flatMap((uid, r) => names.map((name, c) => {
      const [row, column] = [texts[r % texts.length], this.view.columns.get(name)];
      const at = c % Math.max(1, row.length);
      const exact = own?.text === text && own.names[at] === name ? own.values[r % texts.length][at] : undefined;
      return { uid, name, value: exact !== undefined ? exact : read(column, row[at] ?? "") };
    }));
    this.write(wanted, texts.length > height ? 0 : height - uids.length);
    if (uids.length) this.selection.set({ uid: uids[0], name: names[0] }, { uid: uids.at(-1), name: names.at(-1) });
  }

  // The first row of the block into the rows below; a single row takes what stands above it.
  fill() {
    const { block } = this.selection;
    if (!block) return;
    const [top, bottom, left, right] = block;
    const from = top === bottom ? top - 1 : top;
    if (from < 0) return;
    const names = this.view.names.slice(left, right + 1);
    const uids = this.view.uids.slice(from + 1, bottom + 1);
    this.write(uids.flatMap((uid) => names.map((name) => ({ uid, name, value: this.changes.value(this.view.uids[from], name) ?? null }))));
  }

  clear() {
    this.write(this.selection.cells.flat().filter(({ uid, name }) => !isEmpty(this.changes.value(uid, name))).map((cell) => ({ ...cell, value: nothing(this.view.columns.get(cell.name)) })));
  }

  // Cells that may not be written stay as they are, and that is said.
  write(wanted, missing = 0) {
    const allowed = wanted.filter(({ uid, name }) => this.changes.mayWrite(uid, name));
    this.changes.write(allowed, "edit");
    const left = wanted.length - allowed.length;
    if (missing) this.tell(say("rowsLeft", { count: missing }));
    else if (left) this.tell(say("skipped", { count: left }));
  }
}

// As spreadsheets do: what fits several times into the chosen block fills it, everything else keeps its size.
const tiled = (chosen, given) => (chosen > given && chosen % given === 0 ? chosen : given);
