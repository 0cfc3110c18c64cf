// Brings batches to the server one after the other, and knows what each answer means. Nothing typed is ever dropped here.
import { same } from "./values.js";

const FIRST_WAIT = 2000;
const LONGEST_WAIT = 60_000;

export class Sending extends EventTarget {
  // `ask(conflicts)` resolves to the names of those that the reader wants to keep.
  constructor(settings, changes, ask) {
    super();
    Object.assign(this, { settings, changes, ask, busy: false, wait: 0, timer: 0, stopped: false, signedOut: false });
    this.csrf = settings.csrf;
  }

  get state() {
    if (this.signedOut) return "signed-out";
    if (this.busy) return "saving";
    if (this.wait) return "away";
    if (this.changes.batches.some((batch) => batch.state === "refused")) return "refused";
    return this.changes.size ? "waiting" : "saved";
  }

  told() { this.dispatchEvent(new Event("state")); }

  stop() {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  // Sends what waits, one batch at a time so that versions follow each other.
  async run() {
    if (this.busy || this.stopped || this.signedOut || this.wait) return;
    const batch = this.changes.batches.find((each) => each.state === "waiting" && !this.holds?.(each));
    if (!batch) return this.told();
    this.busy = true;
    this.told();
    await this.send(batch);
    this.busy = false;
    this.told();
    if (!this.wait) await this.run();
  }

  // Tries again at once: the connection is back, or the reader asked; who was signed out may have signed in.
  again() {
    clearTimeout(this.timer);
    this.wait = 0;
    return this.signedOut ? this.renew() : this.run();
  }

  async send(batch) {
    const uids = [...new Set([...batch.cells.values()].map(({ uid }) => uid))];
    // Fixed once sent: the same request under the same key is acted upon once, however often it arrives.
    batch.body ??= JSON.stringify({ rows: uids.map((uid) => this.row(batch, uid)) });
    batch.address ??= `${this.settings.bulk}?fields=${this.fields()}`;
    batch.sent = true;
    this.changes.store();
    let answer;
    try {
      answer = await this.post(batch);
    } catch {
      return this.later();
    }
    if (this.stopped) return;
    const body = await answer.json().catch(() => ({}));
    if (answer.ok && body.results) {
      this.tries = 0;
      this.changes.settle(batch, uids, body.results, body.unit);
    } else {
      await this.refused(batch, uids, answer, body);
    }
  }

  fields() {
    const beside = new Set(this.settings.columns.filter((column) => column.beside).map(({ name }) => name));
    return this.settings.shown.filter((name) => !beside.has(name)).join(",");
  }

  row(batch, uid) {
    const cells = [...batch.cells.values()].filter((cell) => cell.uid === uid);
    const changes = Object.fromEntries(cells.map(({ name, value }) => [name, value]));
    const row = this.changes.row(uid);
    return row?.isNew ? { changes } : { uid, version: row?.version ?? null, changes };
  }

  post(batch) {
    return fetch(batch.address, {
      method: "POST",
      body: batch.body,
      redirect: "error",
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": this.csrf, "Idempotency-Key": batch.id },
    });
  }

  // Takes a whole unit of work back; the unit that did so, or why not.
  async takeBack(unit) {
    const headers = { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": this.csrf, "Idempotency-Key": crypto.randomUUID() };
    const answer = await fetch(`${this.settings.units}${unit}/undo/`, { method: "POST", body: "{}", headers });
    const body = await answer.json().catch(() => ({}));
    return answer.ok ? { unit: body.uid } : { status: answer.status, why: body.detail ?? body.title ?? String(answer.status) };
  }

  // Archives one record as it stands here; why not, or nothing.
  async archive({ uid, version }) {
    const headers = { Accept: "application/json", "X-CSRFToken": this.csrf, "If-Match": `"${uid}:${version}"` };
    const answer = await fetch(`${this.settings.rows}${uid}/`, { method: "DELETE", headers });
    return answer.ok ? "" : (await answer.json().catch(() => ({}))).detail ?? String(answer.status);
  }

  // Waits, longer each time; `online` and the reader may cut it short.
  later() {
    if (this.stopped) return;
    this.tries = (this.tries ?? 0) + 1;
    this.wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (this.tries - 1));
    this.timer = setTimeout(() => this.again(), this.wait);
  }

  async refused(batch, uids, answer, body) {
    if (answer.status === 401) return this.signOut();
    if (answer.status === 403 && /csrf/i.test(body.detail ?? "")) return this.renewedFor === batch ? this.signOut() : this.renew(batch);
    if (answer.status === 429 || answer.status >= 500 || (answer.status === 409 && !body.errors && /Idempotency-Key/.test(body.detail ?? ""))) return this.later();
    this.reopen(batch);
    if (answer.status === 412 && body.stale) return this.settleStale(batch, uids, body.stale);
    batch.state = "refused";
    batch.message = body.detail ?? body.title ?? String(answer.status);
    for (const [index, errors] of Object.entries(body.rows ?? {})) this.mark(batch, uids[index], errors);
    if (!body.rows) for (const cell of batch.cells.values()) cell.error = batch.message;
    this.changes.tell(uids);
    this.dispatchEvent(new CustomEvent("refused", { detail: batch }));
  }

  // The batch may be changed again, and goes as another request next time.
  reopen(batch) {
    Object.assign(batch, { sent: false, body: undefined, address: undefined, id: crypto.randomUUID() });
  }

  // Errors of fields that have no cell here stand on the row's first changed cell, with the field's name.
  mark(batch, uid, errors) {
    const cells = [...batch.cells.values()].filter((cell) => cell.uid === uid);
    for (const [name, messages] of Object.entries(errors)) {
      const own = cells.find((cell) => cell.name === name);
      const label = this.changes.columns.get(name)?.label;
      const text = [].concat(messages).join(" ");
      const cell = own ?? cells[0];
      if (cell) cell.error = [cell.error, own || !label ? text : `${label}: ${text}`].filter(Boolean).join(" ");
    }
  }

  // Somebody else was faster: what they left alone goes again with their version, the rest is asked about.
  async settleStale(batch, uids, stale) {
    const conflicts = [];
    for (const [index, current] of Object.entries(stale)) {
      const seen = this.changes.row(uids[index]);
      for (const cell of batch.cells.values()) {
        if (cell.uid !== uids[index] || same(seen?.[cell.name], current[cell.name]) || same(cell.value, current[cell.name])) continue;
        conflicts.push({ cell, row: current, mine: cell.value, theirs: current[cell.name] });
      }
    }
    batch.state = "stale";
    this.changes.tell(uids);
    this.told();
    const keep = conflicts.length ? await this.ask(conflicts) : [];
    if (this.stopped || keep === null) return;
    for (const current of Object.values(stale)) this.changes.replace(current.uid, current);
    for (const conflict of conflicts.filter((each) => !keep.includes(each))) {
      this.changes.release(batch, `${conflict.cell.uid}\t${conflict.cell.name}`);
    }
    for (const cell of batch.cells.values()) cell.before = { value: this.changes.row(cell.uid)?.[cell.name] ?? null };
    if (batch.cells.size) batch.state = "waiting";
    else this.changes.remove(batch);
    this.changes.tell(uids);
  }

  signOut() {
    this.signedOut = true;
    this.told();
  }

  // Signing in anew, in another window too, changes the token: the page is asked for it, and so whether anybody is signed in.
  async renew(batch = null) {
    this.renewedFor = batch;
    let answer;
    try {
      answer = await fetch(this.settings.record, { headers: { "HX-Request": "true" }, redirect: "manual" });
    } catch {
      return this.later();
    }
    if (answer.status === 429 || answer.status >= 500) return this.later();
    const text = answer.ok ? await answer.text() : "";
    const found = /"csrf": ?"(\w+)"/.exec(text)?.[1];
    if (!found) return this.signOut();
    this.csrf = found;
    this.signedOut = false;
    this.again();
  }
}
