// The line below the grid: how many records, what is not saved and why; and the list of cells that were refused.
import { shown } from "./values.js";
import { say } from "./words.js";

const SHORT = 6000;

export class Status {
  constructor(root, changes, sending, view, goTo) {
    Object.assign(this, { changes, sending, view, goTo });
    const find = (name) => root.querySelector(`[data-grid-${name}]`);
    Object.assign(this, { count: find("count"), state: find("state"), said: find("said"), retry: find("retry"), signIn: find("sign-in"), discard: find("discard"), problems: find("problems"), undo: find("undo"), redo: find("redo") });
    this.retry.addEventListener("click", () => this.again());
    this.discard.addEventListener("click", () => changes.discard(this.stuck()));
  }

  stuck() { return this.changes.batches.filter(({ state }) => state === "refused"); }

  again() {
    for (const batch of this.stuck()) batch.state = "waiting";
    this.sending.again();
  }

  // A passing remark, read out by screen readers.
  tell(text) {
    this.said.textContent = text;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => { this.said.textContent = ""; }, SHORT);
  }

  counted({ count, more }) {
    const number = new Intl.NumberFormat(document.documentElement.lang).format(count);
    this.count.textContent = say(more ? "moreRecords" : "records", { count, number });
  }

  show() {
    const { state } = this.sending;
    const count = this.changes.size;
    const words = { saved: "saved", saving: "saving", waiting: "unsaved", refused: "refused", away: navigator.onLine ? "away" : "offline", "signed-out": "signedOut" };
    const faulty = state === "refused" ? this.changes.faulty().length || count : count;
    const text = say(words[state], { count: faulty });
    if (this.state.textContent !== text) this.state.textContent = text;
    this.state.dataset.state = state;
    this.retry.hidden = !["away", "refused"].includes(state);
    this.signIn.hidden = state !== "signed-out";
    this.discard.hidden = !this.stuck().length;
    this.undo.disabled = !this.changes.done.length && !this.changes.batches.some((batch) => !batch.sent);
    this.redo.disabled = !this.changes.undone.length;
    this.list();
  }

  // Every refused cell with what is wrong; a click leads to the cell.
  list() {
    const cells = this.changes.faulty().slice(0, 50);
    this.problems.hidden = !cells.length;
    const entries = cells.map((cell) => this.entry(cell));
    const said = entries.map((entry, at) => `${cells[at].uid} ${entry.textContent}`).join("\n");
    // What is pressed while nothing changed stays where it is: a new button would lose the click.
    if (said === this.listed) return;
    this.listed = said;
    this.problems.querySelector("ul").replaceChildren(...entries);
  }

  entry({ uid, name, value, error }) {
    const column = this.view.columns.get(name);
    const row = this.changes.row(uid);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sheet-problem";
    const place = document.createElement("strong");
    place.textContent = `${row?.reference || say("newRecord")} · ${column.label}`;
    const text = shown(column, value);
    button.append(place, ` ${text ? `“${text.slice(0, 60)}”: ` : ""}${error}`);
    button.addEventListener("click", () => this.goTo(uid, name));
    const item = document.createElement("li");
    item.append(button);
    return item;
  }
}
