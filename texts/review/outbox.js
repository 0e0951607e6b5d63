// What was decided and the server lacks: kept in this browser first, sent in the order in which it was done.

import { beforeLeaving, Shelf, UNSENT } from "/assets/kit/unsaved.js";
import { ask, newKey, pageKey, standing, Waits } from "/assets/kit/wire.js";

const PATIENCE_MS = 20000;
const FIRST_WAIT_MS = 500;
const ALONE = ["add", "unmark"]; // each in a request of its own
const AT_ONCE = 200; // of the decisions a request may bring

export class Outbox {
  // owner: account and pilot. changed(): the state did. refused(acts, sentence): the server will not have these.
  // stored(act, answer): one that was added is there.
  constructor({ owner, signal, changed, refused, stored }) {
    Object.assign(this, { signal, changed, refused, stored });
    this.shelf = new Shelf(`${UNSENT.names}${owner}|`);
    this.window = crypto.randomUUID();
    this.acts = [];
    [this.state, this.sentence] = ["saved", ""]; // saved, saving, offline, signedout
    this.key = pageKey();
    this.waits = new Waits(FIRST_WAIT_MS);
    addEventListener("online", () => this.send(), { signal });
    signal.addEventListener("abort", () => { clearTimeout(this.later); this.last(); });
    beforeLeaving(signal, { send: () => this.last(), atRisk: () => this.acts.length > 0 && !this.shelf.works });
  }

  // What earlier pages could not send. Whoever still has one of them open sends the same once more, which changes nothing.
  adopt() {
    const left = this.shelf.all();
    this.acts = left.flatMap(({ value }) => (Array.isArray(value) ? value : []));
    this.keep();
    left.forEach((one) => this.shelf.dropAsRead(one));
    if (this.acts.length) this.soon(0);
  }

  put(acts) {
    this.acts.push(...acts.map((act) => ({ id: crypto.randomUUID(), ...act })));
    this.keep();
    this.to("saving");
    this.soon(0);
  }

  keep() {
    if (this.acts.length) this.shelf.put(this.window, this.acts);
    else this.shelf.drop(this.window);
  }

  soon(wait) {
    clearTimeout(this.later);
    this.later = setTimeout(() => this.send(), wait);
  }

  async send() {
    clearTimeout(this.later);
    if (!this.acts.length || this.busy) return;
    this.busy = true;
    const some = this.first();
    let again = true;
    try {
      const answer = await this.ask(some);
      this.waits.over();
      this.done(some);
      this.settle(some, answer);
    } catch (fault) {
      again = await this.failed(some, fault);
    } finally {
      this.busy = false;
    }
    if (again && this.acts.length && !this.signal.aborted) this.soon(0);
    else if (again) this.to("saved");
  }

  // One that marks words or takes that back, or the decisions before the next of those.
  first() {
    const until = this.acts.findIndex(({ act }) => ALONE.includes(act));
    return until === 0 ? this.acts.slice(0, 1) : this.acts.slice(0, until < 0 ? AT_ONCE : Math.min(until, AT_ONCE));
  }

  ask(acts, patience = PATIENCE_MS) {
    const how = { key: this.key, patience, outlives: true };
    const [one] = acts;
    if (!ALONE.includes(one.act)) return ask("POST", "/api/names/decisions", { acts: acts.map(({ id, act, places, pseudonym }) => ({ id, act, places, pseudonym })) }, how);
    const { document, number, start, end, kind, pseudonym } = one;
    const said = one.act === "unmark" ? { unmark: one.places } : { number, start, end, kind, pseudonym };
    return ask("POST", `/api/documents/${encodeURIComponent(document)}/names`, said, how);
  }

  settle(acts, { refused = [], places }) {
    if (places) this.stored(acts[0], places);
    const why = new Map(refused.map(({ id, error }) => [id, error]));
    const not = acts.filter(({ id }) => why.has(id));
    if (not.length) this.refused(not, why.get(not[0].id));
  }

  done(acts) {
    const gone = new Set(acts.map(({ id }) => id));
    this.acts = this.acts.filter(({ id }) => !gone.has(id));
    this.keep();
  }

  // Whether to go on at once.
  async failed(acts, fault) {
    const key = fault.status === 403 ? await newKey(this.key) : null;
    if (key) this.key = key;
    const stands = key ? "saving" : standing(fault);
    if (stands === "refused") {
      this.done(acts);
      this.refused(acts, fault.message);
      return true;
    }
    this.to(stands, fault.message);
    if (!this.signal.aborted) this.soon(key ? 0 : this.waits.longer());
    return false;
  }

  // The page goes: a last try that outlives it; what it does not reach the next page sends.
  last() {
    if (this.acts.length && !this.busy) this.ask(this.first(), 0).catch(() => {});
  }

  to(state, sentence = "") {
    [this.state, this.sentence] = [state, sentence];
    this.changed();
  }
}
