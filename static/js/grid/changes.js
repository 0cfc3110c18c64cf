// What was changed and is not saved: cells in batches. A batch is what one act did (a cell, a paste, a fill) and is saved whole or not at all.
import { same } from "./values.js";
import { keep, kept } from "./drafts.js";

const keyOf = (uid, name) => `${uid}\t${name}`;
// States of a batch: waiting to be sent, sent with the outcome unknown, refused, asked about, held until one signs in.
const OPEN = new Set(["waiting", "refused", "stale"]);

export class Changes extends EventTarget {
  constructor(settings) {
    super();
    this.settings = settings;
    this.columns = new Map(settings.columns.map((column) => [column.name, column]));
    // Uid → the row as the server gave it.
    this.known = new Map();
    // Cell → its latest unsaved state.
    this.pending = new Map();
    this.batches = [];
    this.done = [];
    this.undone = [];
  }

  row(uid) { return this.known.get(uid); }
  cell(uid, name) { return this.pending.get(keyOf(uid, name)); }
  value(uid, name) { return (this.cell(uid, name) ?? { value: this.known.get(uid)?.[name] }).value; }
  get size() { return this.pending.size; }
  faulty() { return [...this.pending.values()].filter((cell) => cell.error); }

  // A row from the server; while cells of it are unsaved the version stays the one that their writer saw.
  absorb(row) {
    const old = this.known.get(row.uid);
    const kept = old ? Object.assign(old, this.touches(row.uid) ? { ...row, ...old } : row) : row;
    this.known.set(row.uid, kept);
    return kept;
  }

  touches(uid) { return this.batches.some((batch) => [...batch.cells.values()].some((cell) => cell.uid === uid)); }

  mayWrite(uid, name) {
    const [row, column] = [this.known.get(uid), this.columns.get(name)];
    if (!row || !column) return false;
    return row.isNew ? column.addable : Boolean(column.writable && row.editable);
  }

  // Writes cells ([{uid, name, value}]); what becomes of them is told by events. The batch, or null when nothing differs.
  write(wanted, act = "edit") {
    const changed = wanted.filter(({ uid, name, value }) => !same(this.value(uid, name), value) || this.cell(uid, name)?.error);
    if (!changed.length) return null;
    const batch = this.batchFor(changed, act);
    for (const { uid, name, value } of changed) {
      const before = batch.cells.get(keyOf(uid, name))?.before ?? { value: this.value(uid, name) ?? null };
      const cell = { uid, name, value, before, error: "" };
      batch.cells.set(keyOf(uid, name), cell);
      this.pending.set(keyOf(uid, name), cell);
    }
    this.dropSettled(batch);
    if (act === "edit") this.undone = [];
    this.tell(changed.map(({ uid }) => uid));
    return batch;
  }

  // Cells that stand in a batch not yet on its way belong to that batch again; so do all cells of one new record.
  batchFor(changed, act) {
    const isIn = (batch) => changed.some(({ uid, name }) => batch.cells.has(keyOf(uid, name)) || (this.row(uid)?.isNew && [...batch.cells.values()].some((cell) => cell.uid === uid)));
    const open = this.batches.filter((batch) => OPEN.has(batch.state) && !batch.sent && isIn(batch));
    const batch = open.shift() ?? { id: crypto.randomUUID(), act, cells: new Map(), state: "waiting", sent: false, message: "" };
    for (const other of open) {
      for (const [key, cell] of other.cells) batch.cells.set(key, cell);
      this.batches.splice(this.batches.indexOf(other), 1);
    }
    if (!this.batches.includes(batch)) this.batches.push(batch);
    for (const cell of batch.cells.values()) cell.error = "";
    return Object.assign(batch, { id: crypto.randomUUID(), state: "waiting", message: "" });
  }

  // Typing the old value back is no change.
  dropSettled(batch) {
    for (const [key, cell] of batch.cells) {
      const stored = this.known.get(cell.uid)?.[cell.name];
      const elsewhere = this.batches.some((other) => other !== batch && other.cells.has(key));
      if (!elsewhere && same(stored, cell.value)) this.release(batch, key);
    }
    if (!batch.cells.size) this.remove(batch);
  }

  release(batch, key) {
    if (this.pending.get(key) === batch.cells.get(key)) this.pending.delete(key);
    batch.cells.delete(key);
  }

  remove(batch) {
    for (const key of [...batch.cells.keys()]) this.release(batch, key);
    this.batches = this.batches.filter((other) => other !== batch);
  }

  // Gives up what was not saved.
  discard(batches) {
    const uids = batches.flatMap((batch) => [...batch.cells.values()].map(({ uid }) => uid));
    for (const batch of batches) this.remove(batch);
    this.tell(uids);
  }

  // The server took a batch: its rows as they stand now, in the order of `uids`.
  settle(batch, uids, results, unit) {
    const cells = [...batch.cells.values()];
    results.forEach((row, index) => this.replace(uids[index], row));
    const named = new Map(uids.map((uid, index) => [uid, results[index].uid]));
    const made = uids.some((uid, index) => uid !== results[index].uid);
    this.remove(batch);
    const entry = cells.map(({ uid, name, value, before }) => ({ uid: named.get(uid), name, before: before.value, after: value }));
    // What made records is taken back as the unit of work that it was.
    if (made) this.done.push({ unit, made: results.filter((row, index) => row.uid !== uids[index]).map(({ uid }) => uid) });
    else (batch.act === "undo" ? this.undone : this.done).push(entry);
    this.tell(results.map(({ uid }) => uid));
  }

  // A row's new state; a new record gets its real uid everywhere.
  replace(uid, row) {
    const old = this.known.get(uid);
    if (uid !== row.uid) {
      this.known.delete(uid);
      for (const batch of this.batches) this.rename(batch, uid, row.uid);
    }
    this.known.set(row.uid, Object.assign(old ?? {}, row, { isNew: false }));
    if (uid !== row.uid) this.dispatchEvent(new CustomEvent("made", { detail: { old: uid, uid: row.uid } }));
  }

  rename(batch, old, uid) {
    for (const [key, cell] of [...batch.cells]) {
      if (cell.uid !== old) continue;
      batch.cells.delete(key);
      if (this.pending.get(key) === cell) this.pending.delete(key);
      cell.uid = uid;
      batch.cells.set(keyOf(uid, cell.name), cell);
      if (!this.pending.has(keyOf(uid, cell.name))) this.pending.set(keyOf(uid, cell.name), cell);
    }
  }

  // Takes the last act back, as a new change; what was not saved is simply given up.
  undo() {
    // An undo that waits to be sent is not given up by the next one, however fast the keys follow each other.
    const open = this.batches.findLast((batch) => !batch.sent && batch.act !== "undo");
    if (open) {
      this.discard([open]);
      return true;
    }
    const entry = this.done.pop();
    if (entry?.unit) return this.takeBack(entry, this.undone);
    return Boolean(entry && this.write(entry.map(({ uid, name, before }) => ({ uid, name, value: before })), "undo"));
  }

  redo() {
    const entry = this.undone.pop();
    if (entry?.unit) return this.takeBack(entry, this.done);
    return Boolean(entry && this.write(entry.map(({ uid, name, before }) => ({ uid, name, value: before })), "redo"));
  }

  takeBack(entry, next) {
    this.dispatchEvent(new CustomEvent("takeback", { detail: { entry, next } }));
    return true;
  }

  tell(uids) {
    this.store();
    this.dispatchEvent(new CustomEvent("change", { detail: { uids: [...new Set(uids)] } }));
  }

  store() {
    const uids = new Set([...this.pending.values()].map(({ uid }) => uid));
    const batches = this.batches.map((batch) => ({ ...batch, cells: [...batch.cells.values()] }));
    keep(this.settings, { batches, rows: [...uids].map((uid) => this.known.get(uid)).filter(Boolean) });
  }

  // What an earlier page left unsaved; how many cells there were.
  restore() {
    const found = kept(this.settings);
    for (const row of found.rows) this.known.set(row.uid, row);
    for (const batch of found.batches) {
      const cells = new Map(batch.cells.map((cell) => [keyOf(cell.uid, cell.name), cell]));
      this.batches.push({ ...batch, cells, state: batch.state === "refused" ? "refused" : "waiting" });
      for (const [key, cell] of cells) this.pending.set(key, cell);
    }
    return this.size;
  }
}
