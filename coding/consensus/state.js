// What is known of the passages: as the server told it, with what was decided here and not sent yet on top. No page, no server.

export const spanOf = ({ start, end }) => (start === null ? "whole" : `${start} ${end}`);
const same = (one, other) => one.code === other.code && one.sign === other.sign && spanOf(one) === spanOf(other);

// What a decision is made of: without whose it was.
const bare = ({ code, sign, start, end, weight }) => ({ code, sign, start, end, weight });
const unique = (codings) => codings.filter((one, n) => codings.findIndex((other) => same(one, other)) === n).map(bare);

export class State {
  constructor() {
    this.rows = [];
    this.byKey = new Map();
    this.inUse = new Set(); // keys of the codes that can be given
    this.only = ""; // which passages are listed: "" all, "left", or a kind
  }

  // told: { rows, coders, waiting, done }; acts: what the server lacks.
  take({ rows, coders, waiting, done }, acts) {
    Object.assign(this, { rows, coders, waiting, done });
    this.byKey = new Map(rows.map((row) => [row.key, row]));
    acts.forEach((act) => this.put(act));
  }

  // Shows an act as done.
  put(act) {
    if (act.agree) return this.agreeable.forEach((row) => this.set(row, act, [bare(row.marks[0])], "agreed"));
    const row = this.byKey.get(act.row);
    const codings = shown(act);
    if (row) this.set(row, act, codings, act.reopen ? "reopened" : didOf(row, codings));
    return undefined;
  }

  set(row, act, codings, did) {
    row.decisions = [{ act: act.id, did, reason: act.reason ?? "", by: "", at: "", codings }];
    row.asks = act.reopen ? "new" : "";
  }

  // Of a code that was split or retired since, its coders say first what it is.
  get agreeable() {
    return this.rows.filter(({ kind, asks, decisions, marks }) =>
      kind === "same" && asks && !decisions.length && this.inUse.has(marks[0].code));
  }

  get left() {
    return this.rows.filter(({ asks }) => asks).length;
  }

  get agreed() {
    return this.rows.filter(({ kind }) => kind === "same").length;
  }

  get listed() {
    if (!this.only) return this.rows;
    return this.rows.filter(({ asks, kind }) => (this.only === "left" ? asks : kind === this.only));
  }

  // The next passage to decide about behind this one, then from the first; null when there is none.
  nextLeft(key) {
    const at = this.rows.findIndex((row) => row.key === key);
    const around = [...this.rows.slice(at + 1), ...this.rows.slice(0, at + 1)];
    return around.find(({ asks }) => asks)?.key ?? null;
  }

  beside(key, by) {
    const { listed } = this;
    const at = listed.findIndex((row) => row.key === key);
    const to = at < 0 ? 0 : Math.min(listed.length - 1, Math.max(0, at + by));
    return listed[to]?.key ?? null;
  }
}

// What each coder says, every one once.
export const ofCoder = (row, coder) => unique(row.marks.filter((mark) => mark.coder === coder));
export const ofAll = (row) => unique(row.marks);

// What is decided there now, or null where nothing holds.
export function decided(row) {
  const said = row.decisions.filter(({ did }) => did !== "reopened");
  return said.length ? unique(said.flatMap(({ codings }) => codings)) : null;
}

// What another code, other words or another direction are said of: what is decided, else what there is only one of, else
// what the first coder who says anything does.
export function base(row) {
  const now = decided(row);
  if (now?.length) return now;
  const first = row.marks[0];
  if (!first) return [];
  if (new Set(row.marks.map(({ code }) => code)).size > 1) return ofCoder(row, Math.min(...row.marks.map(({ coder }) => coder)));
  const signs = new Set(row.marks.map(({ sign }) => sign));
  return [{ ...bare(first), sign: signs.size === 1 ? first.sign : "" }];
}

function didOf(row, codings) {
  const equal = (these) => these.length === codings.length && these.every((one) => codings.some((other) => same(one, other)));
  if (!codings.length) return "none";
  const coders = [...new Set(row.marks.map(({ coder }) => coder))];
  if (coders.some((coder) => equal(ofCoder(row, coder)))) return row.kind === "same" ? "agreed" : "one";
  return coders.length > 1 && equal(ofAll(row)) ? "all" : "other";
}

// A decision about a passage as it is seen now, for the server; says: { codings, reason } or { reopen }.
export const actOf = (row, version, says) => ({
  id: crypto.randomUUID(), version, row: row.key, content: row.content, over: row.decisions.map(({ act }) => act),
  seen: { start: row.start, end: row.end }, ...says });

// A coding for the server, and back.
export const sent = ({ code, sign, start, end, weight }) => ({ code, sign: sign || null, weight, ...(start === null ? { whole: true } : { start, end }) });
export const shown = ({ codings = [] }) => codings.map(({ code, sign, start = null, end = null, weight }) => ({ code, sign: sign ?? "", start, end, weight }));

// What was refused, by the passage it was about, until somebody says which counts: { act, sentence }.
export class Conflicts {
  constructor(outbox) {
    this.outbox = outbox;
    this.byRow = new Map();
  }

  adopt(all) {
    all.forEach((one) => this.byRow.set(one.act.row, one));
  }

  get(key) {
    return this.byRow.get(key);
  }

  keep(act, sentence) {
    this.byRow.set(act.row, { act, sentence });
    this.outbox.refuse([...this.byRow.values()]);
  }

  clear(key) {
    if (this.byRow.delete(key)) this.outbox.refuse([...this.byRow.values()]);
  }
}
