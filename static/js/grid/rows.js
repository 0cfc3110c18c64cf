// The records around the place where the reader looks: blocks of the API, anchored by key, never all of them.
const BLOCK = 100;
const MOST_BLOCKS = 10;

export class Rows {
  constructor(settings, changes) {
    this.settings = settings;
    this.changes = changes;
    this.blocks = [];
    // Rows that are only here so far, below the last record.
    this.fresh = [];
    this.loading = null;
  }

  get list() { return [...this.blocks.flatMap((block) => block.rows), ...(this.atEnd ? this.fresh : [])]; }
  get atStart() { return !this.blocks.length || !this.blocks[0].previous; }
  get atEnd() { return !this.blocks.length || !this.blocks.at(-1).next; }

  // Number of the first row here among all, from 0; null while that is not known.
  get position() { return this.blocks[0]?.position ?? null; }

  // The first block, or the last one; whatever was here before is let go.
  async open(end = false) {
    const block = await this.fetch(this.address(end ? { cursor: "end" } : {}));
    block.position = end ? null : 0;
    return this.begin(block);
  }

  // The block where so much of the list (0 to 1) lies before.
  async openAt(part) {
    const block = await this.fetch(this.address({ cursor: part >= 1 ? "end" : `@${part.toFixed(6).replace(/^1\.0*$/, "1")}` }));
    block.position = part >= 1 ? null : block.position;
    return this.begin(block);
  }

  // New records that were saved stand at their place in the list from now on.
  begin(block) {
    this.blocks = [block];
    this.fresh = this.fresh.filter(({ isNew }) => isNew);
    return block;
  }

  // The next block in a direction; resolves to whether there was one.
  extend(direction) {
    const edge = direction === "next" ? this.blocks.at(-1) : this.blocks[0];
    const address = edge?.[direction];
    if (!address || this.loading) return Promise.resolve(false);
    this.loading = this.fetch(address).then((block) => {
      if (direction === "next") {
        block.position = edge.position === null ? null : edge.position + edge.rows.length;
        this.blocks.push(block);
      } else {
        block.position = edge.position === null ? null : edge.position - block.rows.length;
        this.blocks.unshift(block);
      }
      if (this.blocks.length > MOST_BLOCKS) {
        if (direction === "next") this.blocks.shift();
        else this.blocks.pop();
      }
      return true;
    }).finally(() => { this.loading = null; });
    return this.loading;
  }

  address(more) {
    const query = new URLSearchParams(this.settings.query);
    query.set("page_size", String(BLOCK));
    query.set("fields", this.settings.shown.filter((name) => !this.settings.columns.find((column) => column.name === name)?.beside).join(","));
    if (this.settings.beside) query.set("beside", this.settings.beside);
    if (!query.has("as_of")) query.set("editable", "true");
    for (const [name, value] of Object.entries(more)) query.set(name, value);
    return `${this.settings.rows}?${query}`;
  }

  async fetch(address) {
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw Object.assign(new Error(String(answer.status)), { status: answer.status });
    const { results, next, previous, position } = await answer.json();
    return { rows: results.map(({ beside, ...row }) => this.changes.absorb({ ...row, ...beside })), next, previous, position };
  }

  async count(capped = true) {
    const query = new URLSearchParams(this.settings.query);
    query.delete("ordering");
    if (capped) query.set("capped", "true");
    const answer = await fetch(`${this.settings.count}?${query}`, { headers: { Accept: "application/json" } });
    return answer.ok ? answer.json() : null;
  }

  // An empty row below the last one, ready for a new record.
  addFresh() {
    const row = this.changes.absorb({ uid: `new-${crypto.randomUUID()}`, version: null, reference: "", title: "", editable: true, isNew: true });
    this.fresh.push(row);
    return row;
  }
}
