// The head of a column: its name sorts, its menu sorts, filters, freezes, moves, widens and hides.
import { say } from "./words.js";
import { filterForm } from "./filtering.js";

const make = (tag, more = {}, children = []) => {
  const element = Object.assign(document.createElement(tag), more);
  element.append(...children);
  return element;
};

export const symbol = (name) => {
  const svg = document.querySelector("[data-grid] svg.icon").cloneNode(true);
  const use = svg.querySelector("use");
  use.setAttribute("href", use.getAttribute("href").replace(/#.*/, `#${name}`));
  return svg;
};

export const heading = (view, column, onRendered) => {
  const sorts = view.settings.sorts;
  const rank = sorts.findIndex(([name]) => name === column.name);
  const down = rank >= 0 && sorts[rank][1];
  const parts = [make("span", { className: "sheet-label", textContent: column.label })];
  if (rank >= 0) parts.push(symbol(down ? "arrow-down" : "arrow-up"));
  if (rank >= 0 && sorts.length > 1) parts.push(make("span", { className: "sheet-rank", textContent: String(rank + 1) }));
  const filtered = column.filter && Object.values(column.filter.values).some((value) => value.length);
  if (filtered) parts.push(symbol("funnel"));
  const name = column.sortable
    ? make("button", { type: "button", className: "sheet-sort", title: say("sortHint") }, parts)
    : make("span", { className: "sheet-sort" }, parts);
  name.addEventListener("click", (event) => column.sortable && ask(view, "sort", { name: column.name, add: event.shiftKey }));
  const menu = make("button", { type: "button", className: "sheet-menu" }, [symbol("chevron-down")]);
  menu.setAttribute("aria-label", say("columnMenu", { what: column.label }));
  menu.setAttribute("aria-haspopup", "true");
  menu.addEventListener("click", () => openMenu(view, column, menu));
  // Tabulator drags columns by the mouse button held on them: not when it goes down on the menu.
  menu.addEventListener("mousedown", (event) => event.stopPropagation());
  onRendered(() => {
    const head = view.element.querySelector(`.tabulator-col[tabulator-field="${column.name}"]`);
    if (rank >= 0) head?.setAttribute("aria-sort", down ? "descending" : "ascending");
    else head?.removeAttribute("aria-sort");
  });
  return make("div", { className: "sheet-heading" }, [name, menu]);
};

const ask = (view, type, detail) => view.dispatchEvent(new CustomEvent(type, { detail }));

// The menu lies over everything, at its button, until something is chosen or it loses the focus.
export const openMenu = (view, column, button) => {
  const menu = make("div", { className: "menu-sheet sheet-popup", role: "group" });
  menu.setAttribute("aria-label", say("columnMenu", { what: column.label }));
  const close = (back = true) => {
    menu.remove();
    if (back) (button ?? view.element).focus();
  };
  const item = (icon, words, act) => {
    const entry = make("button", { type: "button", className: "menu-item" }, [symbol(icon), words]);
    entry.addEventListener("click", () => { close(); act(); });
    return entry;
  };
  const { name } = column;
  if (column.sortable) {
    menu.append(item("arrow-up", say("ascending"), () => ask(view, "sort", { name, down: false })));
    menu.append(item("arrow-down", say("descending"), () => ask(view, "sort", { name, down: true })));
    menu.append(item("list-ul", say("sortToo"), () => ask(view, "sort", { name, add: true })));
  }
  const isFrozen = view.names.indexOf(name) < view.frozen;
  menu.append(isFrozen ? item("pin-map", say("unfreeze"), () => view.freeze("")) : item("pin-map", say("freeze"), () => view.freeze(name)));
  menu.append(item("chevron-left", say("moveLeft"), () => view.shift(name, -1)), item("chevron-right", say("moveRight"), () => view.shift(name, 1)));
  menu.append(item("arrow-left-right", say("wider"), () => view.widen(name, 48)), item("arrow-left-right", say("narrower"), () => view.widen(name, -48)));
  if (view.names.length > 1 && !column.beside) menu.append(item("eye-slash", say("hide"), () => ask(view, "hide", { name })));
  if (column.filter) menu.append(filterForm(column, (values) => { close(); ask(view, "filter", { column, values }); }));
  menu.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape") close();
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    if (event.target.closest("form")) return;
    event.preventDefault();
    const entries = [...menu.querySelectorAll("button, input, select")];
    const next = entries.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
    entries.at(next % entries.length)?.focus();
  });
  menu.addEventListener("focusout", ({ relatedTarget }) => { if (relatedTarget && !menu.contains(relatedTarget)) close(false); });
  place(menu, view, button ?? view.element.querySelector(`.tabulator-col[tabulator-field="${name}"]`));
};

const place = (menu, view, at) => {
  const { root } = view;
  root.querySelector(".sheet-popup")?.remove();
  root.append(menu);
  const [frame, box] = [root.getBoundingClientRect(), at.getBoundingClientRect()];
  menu.style.top = `${box.bottom - frame.top + 2}px`;
  menu.style.left = `${Math.max(4, Math.min(box.left - frame.left, frame.width - menu.offsetWidth - 4))}px`;
  menu.querySelector("button, input, select").focus();
  const away = (event) => {
    if (!menu.isConnected) document.removeEventListener("pointerdown", away, true);
    else if (!menu.contains(event.target)) menu.remove();
  };
  document.addEventListener("pointerdown", away, true);
};
