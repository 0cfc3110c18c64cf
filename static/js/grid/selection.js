// Which cell is active and which block of cells is chosen; painted onto whatever rows are on screen.
export class Selection extends EventTarget {
  constructor(view) {
    super();
    this.view = view;
    // The active cell.
    this.anchor = null;
    // The opposite corner of the block.
    this.head = null;
    this.marked = null;
    this.count = 0;
  }

  get names() { return this.view.names; }

  // Rows and columns of the block by position: [top, bottom, left, right], or null.
  get block() {
    if (!this.anchor) return null;
    const place = ({ uid, name }) => [this.view.position(uid), this.names.indexOf(name)];
    const [[r1, c1], [r2, c2]] = [place(this.anchor), place(this.head)];
    if (c1 < 0 || c2 < 0 || (r1 < 0 && r2 < 0)) return null;
    const [a, b] = [Math.max(0, r1), Math.max(0, r2)];
    return [Math.min(a, b), Math.max(a, b), Math.min(c1, c2), Math.max(c1, c2)];
  }

  // Its cells as rows of {uid, name}.
  get cells() {
    if (!this.block) return [];
    const [top, bottom, left, right] = this.block;
    const names = this.names.slice(left, right + 1);
    return this.view.uids.slice(top, bottom + 1).map((uid) => names.map((name) => ({ uid, name })));
  }

  set(anchor, head = anchor) {
    Object.assign(this, { anchor, head });
    this.view.reveal(head);
    this.paint();
    this.dispatchEvent(new Event("moved"));
  }

  // Moves by rows and columns, within what is loaded; with `extend` only the far corner moves.
  move(rows, columns, extend = false) {
    const from = (extend ? this.head : this.anchor) ?? this.first();
    if (!from) return;
    const row = clamp(this.view.position(from.uid) + rows, this.view.uids.length);
    const column = clamp(this.names.indexOf(from.name) + columns, this.names.length);
    const to = { uid: this.view.uids[row], name: this.names[column] };
    this.set(extend ? this.anchor : to, to);
  }

  // The next cell as Tab goes: at the end of a row on to the next.
  step(by) {
    const at = this.anchor ?? this.first();
    if (!at) return;
    const place = this.view.position(at.uid) * this.names.length + this.names.indexOf(at.name) + by;
    const last = this.view.uids.length * this.names.length - 1;
    const to = Math.max(0, Math.min(last, place));
    this.set({ uid: this.view.uids[Math.floor(to / this.names.length)], name: this.names[to % this.names.length] });
  }

  first() { return this.view.uids.length ? { uid: this.view.uids[0], name: this.names[0] } : null; }

  all() {
    if (!this.view.uids.length) return;
    this.anchor = this.first();
    this.head = { uid: this.view.uids.at(-1), name: this.names.at(-1) };
    this.paint();
    this.dispatchEvent(new Event("moved"));
  }

  // A record that got its real uid keeps its place.
  rename(old, uid) {
    for (const corner of [this.anchor, this.head]) if (corner?.uid === old) corner.uid = uid;
  }

  paint() {
    const block = this.block;
    const several = block && (block[0] !== block[1] || block[2] !== block[3]);
    this.marked?.removeAttribute("id");
    this.marked = null;
    for (const element of this.view.elements()) {
      const row = this.view.position(element.dataset.uid);
      for (const cell of element.children) {
        const name = cell.getAttribute("tabulator-field");
        const column = this.names.indexOf(name);
        const inside = Boolean(block && column >= block[2] && column <= block[3] && row >= block[0] && row <= block[1]);
        const active = Boolean(inside && this.anchor.uid === element.dataset.uid && this.anchor.name === name);
        cell.classList.toggle("is-chosen", inside && Boolean(several));
        cell.classList.toggle("is-active", active);
        if (column >= 0) cell.setAttribute("aria-selected", String(inside));
        if (active) this.marked = cell;
      }
    }
    this.announce();
  }

  // Tells assistive technology which cell the focus is on, although the focus itself stays on the grid.
  announce() {
    const grid = this.view.element;
    if (!this.marked) return grid.removeAttribute("aria-activedescendant");
    this.count += 1;
    this.marked.id = `sheet-cell-${this.count}`;
    grid.setAttribute("aria-activedescendant", this.marked.id);
  }
}

const clamp = (value, length) => Math.max(0, Math.min(length - 1, value));
