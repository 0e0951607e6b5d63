// Acts that the server lacks: kept in this browser first, sent in the order in which they were done, each once as far as the
// server can tell by its id. Whoever has such acts extends this with `first` and `ask`.

import { beforeLeaving, Shelf } from "./unsaved.js";
import { newKey, pageKey, standing, Waits } from "./wire.js";
import { t } from "./words.js";

const PATIENCE_MS = 20000;
const FIRST_WAIT_MS = 500;
const REFUSED = "refused"; // under which what was refused is kept

export class Unsent {
  // scope: of the shelf. changed(): the state did. stored(acts, answer): what became of them. refused(acts, sentence): the
  // server will have none of these.
  constructor({ scope, signal, changed, refused, stored }) {
    Object.assign(this, { signal, changed, refused, stored });
    this.shelf = new Shelf(scope);
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
    const left = this.shelf.all().filter(({ value }) => Array.isArray(value));
    this.acts = left.flatMap(({ value }) => value);
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
      const answer = await this.ask(some, PATIENCE_MS);
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

  settle(acts, answer) {
    this.stored(acts, answer);
  }

  // What was refused and about which nobody said yet what becomes of it: { act, sentence, … }.
  get refusals() {
    return this.shelf.get(REFUSED)?.all ?? [];
  }

  refuse(all) {
    if (all.length) this.shelf.put(REFUSED, { all });
    else this.shelf.drop(REFUSED);
  }

  // What goes with a request.
  how(patience) {
    return { key: this.key, patience, outlives: true };
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

  // How far it is, in words.
  get told() {
    return this.sentence || {
      saved: t("Everything is stored"), saving: t("Storing …"), signedout: t("You are signed out. Sign in again in another window; what you decided is kept here."),
      offline: t("No connection. What you decide is kept in this browser until there is one."),
    }[this.state];
  }
}
