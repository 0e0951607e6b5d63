// Sends what is said to the server: always the whole of it, so that one thing waits at most; kept in this browser first.

import { beforeLeaving, Shelf, UNSENT } from "/assets/kit/unsaved.js";
import { ask, newKey, pageKey, standing, Waits } from "/assets/kit/wire.js";

const SOON_MS = 400;
// Other borders make a version of the text: what is changed in a row makes one.
const BORDERS_MS = 2500;
const FIRST_WAIT_MS = 500;
const PATIENCE_MS = 20000;

const borders = (turns) => JSON.stringify(turns.map(([words]) => words));

export class Saving {
  // owner: account and pilot; said: { number, turns } as the server has it; changed(): the state did.
  constructor({ owner, guid, said, signal, changed }) {
    Object.assign(this, { guid, said, changed });
    this.shelf = new Shelf(`${UNSENT.speakers}${owner}|`);
    this.waiting = null; // turns that the server lacks
    this.state = "saved"; // saved, saving, offline, signedout, refused
    this.sentence = "";
    this.key = pageKey();
    this.waits = new Waits(FIRST_WAIT_MS);
    this.signal = signal;
    addEventListener("online", () => this.send(), { signal });
    signal.addEventListener("abort", () => { clearTimeout(this.timer); this.last(); });
    beforeLeaving(signal, { send: () => this.last(), atRisk: () => this.waiting !== null && !this.shelf.works });
  }

  // What an earlier page could not send any more, if the text is still the same; else null.
  left() {
    const kept = this.shelf.get(this.guid);
    if (kept && kept.number === this.said.number) return kept.turns;
    this.shelf.drop(this.guid);
    return null;
  }

  put(turns) {
    this.waiting = turns;
    this.shelf.put(this.guid, { number: this.said.number, turns });
    this.to("saving");
    this.soon(borders(turns) === borders(this.said.turns) ? SOON_MS : BORDERS_MS);
  }

  soon(ms) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), ms);
  }

  async send() {
    clearTimeout(this.timer);
    if (this.busy || this.waiting === null) return;
    this.busy = true;
    const turns = this.waiting;
    try {
      this.said = { number: (await this.ask(turns)).number, turns };
      if (this.waiting === turns) this.stored();
      else this.put(this.waiting);
      this.waits.over();
    } catch (fault) {
      await this.failed(fault);
    } finally {
      this.busy = false;
    }
  }

  ask(turns, patience = PATIENCE_MS) {
    return ask("PUT", `/api/documents/${encodeURIComponent(this.guid)}/speakers`, { number: this.said.number, turns },
      { key: this.key, patience, outlives: true });
  }

  stored() {
    this.waiting = null;
    this.shelf.drop(this.guid);
    this.to("saved");
  }

  async failed(fault) {
    const key = fault.status === 403 ? await newKey(this.key) : null;
    if (key) this.key = key;
    this.to(key ? "saving" : standing(fault), fault.message);
    // What is refused stays so until something else is said, or the page is loaded again.
    if (this.state !== "refused" && !this.signal.aborted) this.soon(key ? 0 : this.waits.longer());
  }

  // The page goes: a last try that outlives it; the next page sends what it does not reach.
  last() {
    if (this.waiting !== null && this.state !== "refused") this.ask(this.waiting, 0).catch(() => {});
  }

  to(state, sentence = "") {
    [this.state, this.sentence] = [state, sentence];
    this.changed();
  }
}
