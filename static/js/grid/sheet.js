// The grid of one page: puts rows, columns, selection, editor, clipboard and saving together.
import { Changes } from "./changes.js";
import { Clipboard } from "./clipboard.js";
import { askWhose } from "./conflict.js";
import { Editor } from "./editor.js";
import { openMenu } from "./heading.js";
import { Keyboard } from "./keyboard.js";
import { followMouse } from "./mouse.js";
import { Place } from "./place.js";
import { Rail } from "./rail.js";
import { Rows } from "./rows.js";
import { Selection } from "./selection.js";
import { Sending } from "./sending.js";
import { Status } from "./status.js";
import { speak } from "./values.js";
import { View } from "./view.js";
import { learn, say } from "./words.js";

export class Sheet {
  constructor(root) {
    this.root = root;
    const settings = JSON.parse(document.getElementById("grid-settings").textContent);
    this.settings = settings;
    learn(settings.words);
    speak(settings);
    this.ended = new AbortController();
    this.changes = new Changes(settings);
    this.rows = new Rows(settings, this.changes);
    this.place = new Place(root, settings);
    this.view = new View(root.querySelector("[data-grid-table]"), settings, this.changes, this.place.look());
    this.selection = new Selection(this.view);
    this.editor = new Editor(this.view, this.changes);
    this.sending = new Sending(settings, this.changes, (conflicts) => askWhose(root, this.view.columns, conflicts));
    this.sending.holds = (batch) => this.isBeingWritten(batch);
    this.status = new Status(root, this.changes, this.sending, this.view, (uid, name) => this.goTo(uid, name));
    this.clipboard = new Clipboard(this.view, this.changes, this.selection, (text) => this.status.tell(text), (top, count) => this.grow(top, count));
    this.rail = new Rail(root);
    this.keyboard = new Keyboard(this.view, this.selection, this.acts());
    this.listen();
  }

  async open() {
    const restored = this.changes.restore();
    for (const row of this.changes.known.values()) if (row.isNew) this.rows.fresh.push(row);
    await this.view.ready;
    try {
      await this.rows.open();
    } catch (error) {
      this.status.tell(say(error.status === 401 ? "signedOut" : "notLoaded"));
      this.root.dataset.state = "failed";
      return;
    }
    await this.draw();
    if (document.activeElement === this.view.element && !this.selection.anchor && this.selection.first()) this.selection.set(this.selection.first());
    this.root.dataset.state = "ready";
    this.status.show();
    if (restored) this.status.tell(say("restored", { count: restored }));
    this.sending.run();
    const counted = await this.rows.count().catch(() => null);
    if (counted) this.status.counted(counted);
    if (counted && !(this.rows.atStart && this.rows.atEnd)) await this.startRail(counted);
  }

  stop() {
    this.editor.commit();
    this.ended.abort();
    this.sending.stop();
    this.view.table.destroy();
  }

  // --- what happens when -------------------------------------------------------------------

  listen() {
    const { signal } = this.ended;
    const { changes, editor, root, selection, sending, view } = this;
    const on = (target, type, act) => target.addEventListener(type, act, { signal });
    on(changes, "change", ({ detail }) => { view.refresh(detail.uids); this.keepFresh(); this.status.show(); setTimeout(() => sending.run()); });
    on(changes, "made", ({ detail }) => this.made(detail));
    on(sending, "state", () => this.status.show());
    on(sending, "refused", ({ detail }) => this.status.tell(say("wasRefused", { count: detail.cells.size })));
    on(selection, "moved", () => { this.explain(); sending.run(); this.extend(); });
    on(editor, "done", ({ detail }) => this.afterEdit(detail));
    on(view, "scrolled", () => { editor.follow(); selection.paint(); this.followRail(); this.extend(); });
    on(changes, "takeback", ({ detail }) => this.takeBack(detail));
    on(this.rail, "go", ({ detail }) => this.jumpTo(detail));
    on(view, "columns", ({ detail }) => this.place.columns(detail));
    on(view, "look", () => this.place.keep(view.look));
    on(view, "sort", ({ detail }) => this.place.sort(detail));
    on(view, "filter", ({ detail }) => this.place.filter(detail));
    on(view, "hide", ({ detail }) => this.place.hide(detail.name));
    on(view, "checked", () => this.choose());
    on(view.element, "keydown", (event) => { if (event.target === view.element) this.keyboard.press(event); });
    on(view.element, "focus", () => { if (!selection.anchor && selection.first()) selection.set(selection.first()); });
    on(root, "focusout", () => setTimeout(() => sending.run()));
    for (const type of ["copy", "cut", "paste"]) on(document, type, (event) => this.clip(event));
    followMouse(this, signal);
    on(window, "online", () => sending.again());
    on(window, "focus", () => { if (sending.signedOut) sending.renew(); });
    on(window, "beforeunload", (event) => { editor.commit(); if (changes.size) event.preventDefault(); });
    for (const [name, act] of Object.entries(this.acts())) {
      for (const button of root.querySelectorAll(`[data-grid-${name}]`)) on(button, "click", () => { act(); });
    }
  }

  acts() {
    const { clipboard, changes, selection, view } = this;
    return {
      edit: (typed) => this.edit(typed),
      fill: () => clipboard.fill(),
      clear: () => clipboard.clear(),
      undo: () => { if (!changes.undo()) this.status.tell(say("nothingToUndo")); },
      redo: () => { if (!changes.redo()) this.status.tell(say("nothingToRedo")); },
      first: () => this.jump(false),
      last: () => this.jump(true),
      add: () => this.add(),
      help: () => this.root.querySelector("[data-grid-keys]").showModal(),
      open: () => { if (selection.anchor && !changes.row(selection.anchor.uid)?.isNew) location.assign(`${this.settings.record}${selection.anchor.uid}/`); },
      check: () => { const uids = selection.cells.map(([{ uid }]) => uid).filter((uid) => !changes.row(uid)?.isNew); view.check(uids, !uids.every((uid) => view.checked.has(uid))); },
      menu: () => { if (selection.anchor) openMenu(view, view.columns.get(selection.anchor.name)); },
    };
  }

  edit(typed) {
    const at = this.selection.anchor;
    if (!at) return;
    this.selection.set(at);
    if (!this.editor.start(at, typed)) this.status.tell(say(this.whyFixed(this.view.columns.get(at.name))));
  }

  whyFixed(column) {
    if (column.beside) return "ofAnother";
    return column.kind === "structure" ? "severalValues" : "readOnly";
  }

  afterEdit(direction) {
    const steps = { down: [1, 0], up: [-1, 0], right: [0, 1], left: [0, -1] };
    this.selection.move(...steps[direction]);
  }

  clip(event) {
    if (document.activeElement !== this.view.element) return;
    event.preventDefault();
    if (event.type === "paste") {
      this.clipboard.paste(event.clipboardData);
    } else if (this.clipboard.copy(event.clipboardData) && event.type === "cut") {
      this.clipboard.clear();
    }
  }

  // A new record is sent when its row is left, so that it can be filled in first.
  isBeingWritten(batch) {
    const uids = new Set([...batch.cells.values()].map(({ uid }) => uid));
    const [uid] = uids;
    const here = this.root.contains(document.activeElement) && this.selection.anchor?.uid === uid;
    return uids.size === 1 && here && Boolean(this.changes.row(uid)?.isNew);
  }

  made({ old, uid }) {
    const at = this.rows.fresh.findIndex((row) => row.uid === uid);
    const position = this.view.index.get(old);
    if (position !== undefined) {
      this.view.index.delete(old);
      this.view.index.set(uid, position);
      this.view.uids[position] = uid;
      // Tabulator finds rows by the uid in their data, which is this very object.
      this.view.refresh([uid]);
    }
    this.selection.rename(old, uid);
    return at;
  }

  // What is wrong with the active cell, or that it cannot be written.
  explain() {
    const at = this.selection.anchor;
    const error = at && this.changes.cell(at.uid, at.name)?.error;
    if (error) this.status.tell(error);
  }

  async goTo(uid, name) {
    if (this.view.position(uid) < 0) return this.status.tell(say("notHere"));
    this.view.element.focus({ preventScroll: true });
    this.selection.set({ uid, name });
  }

  choose() {
    const { size } = this.view.checked;
    const form = this.root.querySelector("[data-grid-selected]");
    const text = this.root.querySelector("[data-grid-chosen]");
    text.textContent = size ? say("chosen", { count: size }) : "";
    if (!form) return;
    form.hidden = !size;
    form.querySelector("[data-grid-uids]").replaceChildren(...[...this.view.checked].map((uid) => Object.assign(document.createElement("input"), { type: "hidden", name: "uid", value: uid })));
  }

  // --- rows --------------------------------------------------------------------------------

  async draw(to = null) {
    this.keepFresh(false);
    // Rows are put up from the top before the right place is found: that is no reason to load more.
    this.drawing = true;
    await this.view.show(this.rows.list, to);
    this.drawing = false;
    this.selection.paint();
  }

  // Below the last record there is always one empty row, for those who may add.
  keepFresh(show = true) {
    if (!this.settings.mayAdd || !this.rows.atEnd || this.settings.past) return;
    const last = this.rows.fresh.at(-1);
    if (last?.isNew && !this.changes.touches(last.uid)) return;
    const row = this.rows.addFresh();
    if (show) this.view.append([row]);
  }

  // More rows at the edge that the reader comes near to; never while somebody types.
  async extend() {
    if (this.extending || this.drawing || this.editor.open || !this.rows.blocks.length) return;
    const { above, below, page } = this.view.room();
    const direction = below < page && !this.rows.atEnd ? "next" : above < page && !this.rows.atStart ? "previous" : "";
    if (!direction) return;
    this.extending = true;
    try {
      if (await this.rows.extend(direction)) await this.draw();
    } catch {
      this.status.tell(say("notLoaded"));
    } finally {
      this.extending = false;
    }
  }

  async jump(end) {
    this.editor.commit();
    const here = end ? this.rows.atEnd : this.rows.atStart;
    try {
      if (!here) await this.rows.open(end);
    } catch {
      return this.status.tell(say("notLoaded"));
    }
    const stored = this.rows.blocks.flatMap((block) => block.rows);
    const row = end ? stored.at(-1) : stored[0];
    if (!here) await this.draw(row?.uid);
    if (row) this.selection.set({ uid: row.uid, name: this.selection.anchor?.name ?? this.view.names[0] });
  }

  // The slider knows the whole list: how many there are, and which of them is on top.
  async startRail({ count, more }) {
    const whole = more ? await this.rows.count(false).catch(() => null) : { count };
    if (!whole) return;
    this.rail.show(whole.count);
    this.followRail();
  }

  followRail() {
    if (!this.rail.total || this.drawing) return;
    const stored = this.rows.blocks.reduce((sum, block) => sum + block.rows.length, 0);
    const first = this.rows.position ?? this.rail.total - stored;
    const [uid] = this.view.top();
    this.rail.at(first + Math.max(0, this.view.position(uid)), this.view.rowsPerPage());
  }

  async jumpTo(part) {
    this.editor.commit();
    try {
      await this.rows.openAt(part);
    } catch {
      return this.status.tell(say("notLoaded"));
    }
    const stored = this.rows.blocks[0].rows;
    const row = part >= 1 ? stored.at(-1) : stored[0];
    await this.draw(row?.uid);
    if (row) this.selection.set({ uid: row.uid, name: this.selection.anchor?.name ?? this.view.names[0] });
  }

  // An act that made records is undone as the unit of work it was; what was changed since is archived one by one.
  async takeBack({ entry, next }) {
    const { unit, status, why } = await this.sending.takeBack(entry.unit).catch(() => ({ why: say("notLoaded") }));
    let wrong = why ?? "";
    if (unit) next.push({ unit, made: entry.made });
    else if (status === 409 && next === this.changes.undone) {
      for (const uid of entry.made) wrong = await this.sending.archive(this.changes.row(uid)).catch(() => say("notLoaded"));
    }
    await this.rows.open(true).then(() => this.draw(this.rows.list.at(-1)?.uid)).catch(() => {});
    this.status.show();
    this.status.tell(wrong ? say("notTakenBack", { why: wrong }) : next === this.changes.undone ? say("takenBack") : "");
  }

  async add() {
    await this.jump(true);
    this.keepFresh();
    const name = this.view.names.find((each) => this.view.columns.get(each).addable && each !== "reference") ?? this.view.names[0];
    this.view.element.focus({ preventScroll: true });
    this.selection.set({ uid: this.rows.list.at(-1).uid, name });
    this.view.reveal(this.selection.anchor);
  }

  // At least so many rows from a position on: loaded, else new ones where there may be any.
  async grow(top, count) {
    while (this.view.uids.length < top + count && !this.rows.atEnd && await this.rows.extend("next")) await this.draw();
    const missing = top + count - this.view.uids.length;
    if (missing > 0 && this.settings.mayAdd && this.rows.atEnd) {
      await this.view.append(Array.from({ length: missing }, () => this.rows.addFresh()));
    }
    return this.view.uids.slice(top, top + count);
  }
}
