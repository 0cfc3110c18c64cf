// The table on screen: columns and rows as Tabulator draws them, cells as we write them.
import { FormatModule, FrozenColumnsModule, InteractionModule, MoveColumnsModule, ResizeColumnsModule, Tabulator } from "../../vendor/tabulator/tabulator_esm.min.js";
import { heading } from "./heading.js";
import { isEmpty, shown } from "./values.js";
import { say } from "./words.js";

Tabulator.registerModule([FormatModule, FrozenColumnsModule, InteractionModule, MoveColumnsModule, ResizeColumnsModule]);

export const ROW_HEIGHT = 33;
const CHECK = "check";
const WIDTHS = { link: 190, choice: 160, date: 125, moment: 175, number: 120, whole: 100, yesno: 90, long: 300, words: 240, structure: 180, text: 180 };
const NARROW = "(max-width: 47.99rem)";

export class View extends EventTarget {
  constructor(place, settings, changes, look) {
    super();
    Object.assign(this, { settings, changes, look, uids: [], index: new Map(), checked: new Set() });
    this.columns = new Map(settings.columns.map((column) => [column.name, column]));
    this.names = [...settings.shown];
    this.table = new Tabulator(place, {
      index: "uid",
      data: [],
      height: "100%",
      rowHeight: ROW_HEIGHT,
      layout: "fitData",
      nestedFieldSeparator: false,
      movableColumns: true,
      columnHeaderVertAlign: "middle",
      columns: this.definitions(),
      rowFormatter: (row) => this.dressRow(row),
    });
    this.element = place;
    this.ready = new Promise((resolve) => this.table.on("tableBuilt", resolve)).then(() => this.dress());
    this.table.on("columnMoved", () => this.moved());
    this.table.on("columnResized", (column) => this.resized(column));
    this.table.on("scrollVertical", () => this.dispatchEvent(new Event("scrolled")));
    this.table.on("scrollHorizontal", () => this.dispatchEvent(new Event("scrolled")));
  }

  get root() { return this.element.closest("[data-grid]"); }
  get holder() { return this.element.querySelector(".tabulator-tableholder"); }

  // One focus for the whole grid; the active cell is told by aria-activedescendant.
  dress() {
    this.element.tabIndex = 0;
    this.element.setAttribute("aria-label", this.settings.title);
    this.element.setAttribute("aria-multiselectable", "true");
    this.element.setAttribute("aria-describedby", "sheet-how");
    this.holder.removeAttribute("tabindex");
  }

  // --- columns -----------------------------------------------------------------------------

  get frozen() {
    if (matchMedia(NARROW).matches) return 0;
    const last = this.names.indexOf(this.look.frozen ?? "reference");
    return this.look.frozen === "" || last > 3 ? 0 : last + 1;
  }

  definitions() {
    const frozen = this.frozen;
    const check = { field: CHECK, title: "", width: 38, minWidth: 38, resizable: false, frozen: !matchMedia(NARROW).matches, cssClass: "sheet-check", formatter: (cell) => this.checkbox(cell), titleFormatter: () => this.checkAll() };
    return [check, ...this.names.map((name, position) => this.definition(this.columns.get(name), position < frozen))];
  }

  definition(column, frozen) {
    const usual = column.name === "reference" ? 124 : column.title ? 240 : WIDTHS[column.kind];
    const label = column.label.length * 7.5 + 56;
    return {
      field: column.name,
      title: column.label,
      width: this.look.widths?.[column.name] ?? Math.round(Math.max(usual, Math.min(label, 220))),
      minWidth: 56,
      frozen,
      hozAlign: column.numeric ? "right" : "left",
      cssClass: column.writable ? "" : "is-fixed",
      formatter: (cell) => this.content(cell, column),
      titleFormatter: (cell, _params, onRendered) => heading(this, column, onRendered),
    };
  }

  rebuild() {
    this.table.setColumns(this.definitions());
    this.dress();
    this.dispatchEvent(new Event("scrolled"));
  }

  moved() {
    this.names = this.table.getColumns().map((column) => column.getField()).filter((name) => name && name !== CHECK);
    this.settings.shown = [...this.names];
    this.dispatchEvent(new CustomEvent("columns", { detail: this.names }));
  }

  // Moves a column one place, for those who do not drag.
  shift(name, by) {
    const [from, to] = [this.names.indexOf(name), this.names.indexOf(name) + by];
    if (to < 0 || to >= this.names.length) return;
    this.names.splice(to, 0, ...this.names.splice(from, 1));
    this.rebuild();
    this.settings.shown = [...this.names];
    this.dispatchEvent(new CustomEvent("columns", { detail: this.names }));
  }

  widen(name, by) {
    const column = this.table.getColumn(name);
    column.setWidth(Math.max(56, column.getWidth() + by));
    this.resized(column);
  }

  resized(column) {
    this.look.widths = { ...this.look.widths, [column.getField()]: Math.round(column.getWidth()) };
    this.dispatchEvent(new Event("look"));
  }

  freeze(name) {
    this.look.frozen = name;
    this.rebuild();
    this.dispatchEvent(new Event("look"));
  }

  // --- rows --------------------------------------------------------------------------------

  // Shows these rows; the first one on screen stays where it is, if it is among them.
  async show(rows, to = null) {
    await this.ready;
    const [stay, offset] = to ? [to, 0] : this.top();
    this.uids = rows.map(({ uid }) => uid);
    this.index = new Map(this.uids.map((uid, position) => [uid, position]));
    const left = this.holder.scrollLeft;
    await this.table.setData(rows);
    if (stay && this.index.has(stay) && (to || this.index.get(stay) || offset)) {
      await this.table.scrollToRow(stay, "top", true).catch(() => {});
      this.holder.scrollTop += offset;
    }
    this.holder.scrollLeft = left;
    this.dispatchEvent(new Event("scrolled"));
  }

  // Adds rows at the end without touching those on screen.
  async append(rows) {
    for (const row of rows) {
      this.index.set(row.uid, this.uids.length);
      this.uids.push(row.uid);
    }
    await this.table.addData(rows, false);
    this.dispatchEvent(new Event("scrolled"));
  }

  // The first row on screen, and by how much it is scrolled out.
  top() {
    const edge = this.holder.scrollTop;
    const element = this.elements().find((row) => row.offsetTop + row.offsetHeight > edge);
    return element ? [element.dataset.uid, edge - element.offsetTop] : [null, 0];
  }

  position(uid) { return this.index.get(uid) ?? -1; }

  elements() { return [...this.element.querySelectorAll(".tabulator-row")]; }

  cellElement(uid, name) {
    return this.elements().find((row) => row.dataset.uid === uid)?.querySelector(`[tabulator-field="${name}"]`) ?? null;
  }

  rowsPerPage() { return Math.max(1, Math.floor(this.holder.clientHeight / ROW_HEIGHT) - 1); }

  // Distance to the ends of what is loaded, in pixels.
  room() {
    const { scrollTop, clientHeight, scrollHeight } = this.holder;
    return { above: scrollTop, below: scrollHeight - scrollTop - clientHeight, page: clientHeight };
  }

  // Brings a cell on screen, past the frozen columns.
  reveal({ uid, name }) {
    const row = this.elements().find((element) => element.dataset.uid === uid);
    if (!row) {
      if (this.index.has(uid)) this.table.scrollToRow(uid, "center", true).catch(() => {});
      return;
    }
    const { holder } = this;
    if (row.offsetTop < holder.scrollTop) holder.scrollTop = row.offsetTop;
    const under = row.offsetTop + row.offsetHeight - holder.scrollTop - holder.clientHeight;
    if (under > 0) holder.scrollTop += under;
    const cell = row.querySelector(`[tabulator-field="${name}"]`);
    if (!cell || cell.classList.contains("tabulator-frozen")) return;
    const edge = [...row.querySelectorAll(".tabulator-frozen")].reduce((width, each) => width + each.offsetWidth, 0);
    if (cell.offsetLeft < holder.scrollLeft + edge) holder.scrollLeft = cell.offsetLeft - edge;
    const over = cell.offsetLeft + cell.offsetWidth - holder.scrollLeft - holder.clientWidth;
    if (over > 0) holder.scrollLeft += over;
  }

  refresh(uids) {
    const wanted = new Set(uids);
    for (const row of this.table.getRows()) if (wanted.has(row.getIndex())) row.reformat();
    this.dispatchEvent(new Event("scrolled"));
  }

  dressRow(row) {
    const [element, data] = [row.getElement(), row.getData()];
    element.dataset.uid = data.uid;
    element.classList.toggle("is-archived", Boolean(data.archived));
    element.classList.toggle("is-fixed", data.editable === false);
    element.classList.toggle("is-new", Boolean(data.isNew));
    element.classList.toggle("is-checked", this.checked.has(data.uid));
  }

  // --- cells -------------------------------------------------------------------------------

  content(cell, column) {
    const [element, row] = [cell.getElement(), cell.getData()];
    const pending = this.changes.cell(row.uid, column.name);
    const value = this.changes.value(row.uid, column.name);
    element.classList.toggle("is-unsaved", Boolean(pending));
    element.classList.toggle("is-wrong", Boolean(pending?.error));
    element.setAttribute("aria-readonly", String(!this.changes.mayWrite(row.uid, column.name)));
    element.setAttribute("aria-invalid", String(Boolean(pending?.error)));
    const text = shown(column, value);
    element.title = pending?.error || (text.length > 24 ? text : "");
    return this.node(column, row, value, text);
  }

  node(column, row, value, text) {
    if (column.name === "reference" && row.url && text) return anchor(`${this.settings.record}${row.uid}/`, text, "reference");
    if (isEmpty(value)) return document.createTextNode("");
    if (column.kind === "choice") {
      const tone = column.choices.find(([word]) => word === value)?.[2];
      if (tone) return span(text, `tone tone-${tone}`);
    }
    if (column.kind === "link" && value.uid && column.target) return anchor(`${column.target}${value.uid}/`, text, "sheet-link");
    return document.createTextNode(column.kind === "long" ? text.replace(/\s+/g, " ") : text);
  }

  checkbox(cell) {
    const row = cell.getData();
    if (row.isNew) return span("", "sheet-star");
    const box = document.createElement("input");
    Object.assign(box, { type: "checkbox", className: "form-check-input", tabIndex: -1, checked: this.checked.has(row.uid) });
    box.setAttribute("aria-label", say("choose", { what: row.reference }));
    box.addEventListener("change", () => this.check([row.uid], box.checked));
    return box;
  }

  checkAll() {
    const box = document.createElement("input");
    Object.assign(box, { type: "checkbox", className: "form-check-input" });
    box.setAttribute("aria-label", say("chooseAll"));
    box.addEventListener("change", () => this.check(this.uids.filter((uid) => !this.changes.row(uid)?.isNew), box.checked));
    return box;
  }

  check(uids, on) {
    for (const uid of uids) {
      if (on) this.checked.add(uid);
      else this.checked.delete(uid);
    }
    this.refresh(uids);
    this.dispatchEvent(new Event("checked"));
  }
}

const span = (text, className) => Object.assign(document.createElement("span"), { textContent: text, className });
const anchor = (href, text, className) => Object.assign(document.createElement("a"), { href, textContent: text, className, tabIndex: -1 });
