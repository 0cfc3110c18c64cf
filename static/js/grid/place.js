// The address of the page carries filters, order and columns; widths and frozen columns are kept beside it.
const AREA = "#register-area";
const SOON = 400;

export class Place {
  constructor(root, settings) {
    Object.assign(this, { root, settings });
    this.key = `sms-look:${settings.user}:${settings.register}`;
  }

  // Widths and frozen column: of the saved view when the page brings one, else of the last visit.
  look() {
    const { widths = {}, frozen = [] } = this.settings.look;
    if (Object.keys(widths).length || frozen.length) return { widths: { ...widths }, frozen: frozen.at(-1) ?? "" };
    try {
      return JSON.parse(localStorage.getItem(this.key)) ?? {};
    } catch {
      return {};
    }
  }

  // Tells others (saved views) how the grid looks now.
  keep(look) {
    try {
      localStorage.setItem(this.key, JSON.stringify(look));
    } catch {
      // It only looks as usual next time.
    }
    const last = this.settings.shown.indexOf(look.frozen ?? "reference");
    const detail = { widths: look.widths ?? {}, frozen: this.own(this.settings.shown.slice(0, last + 1)) };
    this.root.dataset.look = JSON.stringify(detail);
    clearTimeout(this.timer);
    if (this.settings.ownView) this.timer = setTimeout(() => this.keepInView(detail), SOON);
    this.root.dispatchEvent(new CustomEvent("grid:state", { bubbles: true, detail }));
  }

  // A view of one's own remembers how wide its columns are; a failure costs only the look.
  keepInView(grid) {
    const headers = { "Content-Type": "application/json", "X-CSRFToken": this.settings.csrf };
    fetch(this.settings.ownView, { method: "PATCH", headers, body: JSON.stringify({ grid }) }).catch(() => {});
  }

  // Every parameter said, also those that a saved view stands for.
  get params() { return new URLSearchParams(this.settings.address); }

  sort({ name, down, add }) {
    const now = this.settings.sorts;
    const old = now.find(([each]) => each === name);
    const descending = down ?? (old ? !old[1] : false);
    const others = add ? now.filter(([each]) => each !== name && (now.length > 1 || each !== "reference" || this.params.has("sort"))) : [];
    const sorts = [...others, [name, descending]].slice(-4);
    this.settings.sorts = sorts;
    const params = this.params;
    params.set("sort", sorts.map(([each, isDown]) => (isDown ? `-${each}` : each)).join(","));
    this.go(params);
  }

  filter({ column, values }) {
    const params = this.params;
    for (const name of column.filter.params) {
      params.delete(name);
      for (const value of values[name] ?? []) params.append(name, value);
    }
    this.go(params);
  }

  // Columns of other registers stand where the view puts them, never in the address.
  own(names) { return names.filter((name) => !this.settings.columns.find((column) => column.name === name)?.beside); }

  hide(name) {
    const params = this.params;
    params.delete("column");
    for (const each of this.own(this.settings.shown).filter((other) => other !== name)) params.append("column", each);
    this.go(params);
  }

  // A new order of columns is on screen already: only the address, the chooser and the server hear of it.
  columns(all) {
    const names = this.own(all);
    const params = this.params;
    params.delete("column");
    for (const name of names) params.append("column", name);
    this.settings.address = `?${params}`;
    history.replaceState(history.state, "", `?${params}`);
    fetch(`?${params}`, { headers: { "HX-Request": "true" } }).catch(() => {});
    const chooser = document.querySelector("#tools-columns fieldset");
    for (const name of [...names].reverse()) {
      const label = chooser?.querySelector(`input[value="${name}"]`)?.closest("label");
      chooser?.querySelector("legend")?.after(label);
    }
  }

  go(params) {
    for (const name of ["after", "before", "last"]) params.delete(name);
    const address = `?${params}`;
    this.settings.address = address;
    this.root.dataset.state = "opening";
    history.pushState({ htmx: true }, "", address);
    window.htmx.ajax("GET", location.pathname + address, { target: AREA, swap: "innerHTML" });
  }
}
