// What is changed and not saved yet: kept in this browser at once and on the server every few seconds, until it is a version.

import { beforeLeaving, Shelf, UNSENT } from "/assets/kit/unsaved.js";
import { ask, newKey, pageKey, standing, Waits } from "/assets/kit/wire.js";

const HERE_MS = 120; // after a change, so that no key waits for the disk
const SOON_MS = 2000;
const FIRST_WAIT_MS = 500;
const PATIENCE_MS = 20000;

// How an edit travels: who speaks as numbers in a list of keys.
function packed({ number, base, turns }) {
  const whos = [...new Set([...base, ...turns].map(({ who }) => who))];
  const at = new Map(whos.map((who, n) => [who, n]));
  const pack = (list) => list.map(({ who, text }) => [at.get(who), text]);
  return { number, whos, base: pack(base), turns: pack(turns) };
}

export function unpacked({ number, whos, base, turns }) {
  const unpack = (list) => list.map(([who, text]) => ({ who: whos[who], text }));
  return { number, base: unpack(base), turns: unpack(turns) };
}

export const same = (one, other) => one.length === other.length
  && one.every(({ who, text }, n) => who === other[n].who && text === other[n].text);

const shelfOf = (owner, guid) => new Shelf(`${UNSENT.edits}${owner}|${guid}|`);

export const forget = (owner, guid) => {
  const shelf = shelfOf(owner, guid);
  shelf.all().forEach(({ name }) => shelf.drop(name));
};

const soft = (turns) => turns.map(({ who }) => ({ who, text: null }));

export class Drafting {
  // opened: what the server told; turns(): as they are now; changed(): the state did; owner: whose it is.
  constructor({ guid, opened, owner, turns, signal, changed }) {
    Object.assign(this, { guid, turns, signal, changed });
    this.path = `/api/documents/${encodeURIComponent(guid)}/edit`;
    this.page = crypto.randomUUID();
    this.shelf = shelfOf(owner, guid);
    this.base = { number: opened.number, turns: soft(opened.turns), known: opened.turns };
    this.revision = opened.draft?.revision ?? 0;
    this.key = pageKey();
    this.state = "saved"; // saved, keeping, kept, storing, offline, signedout, refused, elsewhere
    this.sentence = "";
    this.dirty = false; // differs from what is saved
    this.sent = null; // the turns that the draft on the server has
    this.waits = new Waits(FIRST_WAIT_MS);
    addEventListener("online", () => this.send(), { signal });
    signal.addEventListener("abort", () => { clearTimeout(this.timer); this.last(); });
    beforeLeaving(signal, { send: () => this.last(), atRisk: () => this.dirty && !this.shelf.works });
  }

  // What earlier pages left in this browser, the last first: [{ name, raw, value: { at, revision, edit } }].
  left() {
    return this.shelf.all().filter(({ value }) => value?.edit).sort((one, two) => two.value.at - one.value.at);
  }

  // Goes on with an edit of an earlier page.
  adopt({ number, base }, revision) {
    this.base = { number, turns: base, known: base.every(({ text }) => text !== null) ? base : number === this.base.number ? this.base.known : null };
    this.revision = revision;
  }

  put() {
    const turns = this.turns();
    this.dirty = !(this.base.known && same(turns, this.base.known));
    this.version = (this.version ?? 0) + 1;
    clearTimeout(this.near);
    this.near = setTimeout(() => this.keep(), HERE_MS);
    if (!["storing", "refused", "elsewhere"].includes(this.state)) this.to(this.dirty ? "keeping" : "saved");
    if (!this.waiting) this.soon(SOON_MS);
  }

  keep() {
    clearTimeout(this.near);
    // Words of a conversation stay here no longer than the server lacks them.
    if (!this.dirty || this.sent === this.version) return this.shelf.drop(this.page);
    return this.shelf.put(this.page, { at: Date.now(), revision: this.revision, edit: this.edit() });
  }

  edit(turns = this.turns()) {
    return packed({ number: this.base.number, base: this.base.turns, turns });
  }

  soon(ms) {
    clearTimeout(this.timer);
    this.waiting = true;
    this.timer = setTimeout(() => this.send(), ms);
  }

  // The draft goes to the server, one after the other.
  async send() {
    clearTimeout(this.timer);
    this.waiting = false;
    if (this.busy || this.saving || this.state === "elsewhere" || this.sent === this.version) return;
    this.busy = true;
    const { version } = this;
    try {
      if (this.dirty) ({ revision: this.revision } = await this.ask("PUT", "/draft", { page: this.page, revision: this.revision, edit: this.edit() }));
      else await this.ask("DELETE", "/draft");
      this.sent = version;
      this.waits.over();
      this.keep();
      this.to(this.dirty ? "kept" : "saved");
      if (this.version !== version) this.soon(SOON_MS);
    } catch (fault) {
      await this.failed(fault);
    } finally {
      this.busy = false;
    }
  }

  ask(method, path, body, patience = PATIENCE_MS) {
    return ask(method, this.path + path, body, { key: this.key, patience, outlives: true });
  }

  async failed(fault) {
    const key = fault.status === 403 ? await newKey(this.key) : null;
    if (key) this.key = key;
    if (fault.status === 409) return this.to("elsewhere", fault.message);
    this.to(key ? "keeping" : standing(fault), fault.message);
    if (this.state !== "refused" && !this.signal.aborted) this.soon(key ? 0 : this.waits.longer());
    return null;
  }

  // What is here counts, whatever another page of this person kept.
  async here() {
    const { draft } = await this.ask("GET", "");
    this.revision = draft?.revision ?? 0;
    this.to("keeping");
    await this.send();
  }

  // Stores a version. Asked again with the same key until somebody answers, so that it is made once.
  // Answers what the server says with the turns that were sent, or null when it could not be stored (now).
  async save() {
    if (this.saving) return null;
    this.saving = { key: crypto.randomUUID(), turns: [...this.turns()] };
    this.keep();
    this.to("storing");
    try {
      for (;;) {
        try {
          const told = await this.ask("POST", "", { key: this.saving.key, edit: this.edit(this.saving.turns) });
          this.waits.over();
          return { told, sent: this.saving.turns };
        } catch (fault) {
          const key = fault.status === 403 ? await newKey(this.key) : null;
          if (key) this.key = key;
          else this.to(standing(fault), fault.message);
          if (this.state === "refused" || this.signal.aborted) return null;
          await this.pause(key ? 0 : this.waits.longer());
        }
      }
    } finally {
      this.saving = null;
    }
  }

  pause(ms) {
    return new Promise((done) => {
      const timer = setTimeout(done, ms);
      addEventListener("online", () => { clearTimeout(timer); done(); }, { once: true, signal: this.signal });
      this.signal.addEventListener("abort", done, { once: true });
    });
  }

  // The version of that number holds these turns; `now`: the page does, too.
  stored(number, turns, explicit = false) {
    const known = turns.map(({ who, text }) => ({ who, text }));
    this.base = { number, turns: explicit ? known : soft(turns), known };
    this.revision = 0;
    this.sent = null;
    this.to("saved");
    this.put();
    this.keep();
  }

  // The page goes: a last try that outlives it; the next page sends what it does not reach.
  last() {
    this.keep();
    if (this.dirty && this.sent !== this.version && !["refused", "elsewhere"].includes(this.state)) {
      this.ask("PUT", "/draft", { page: this.page, revision: this.revision, edit: this.edit() }, 0).catch(() => {});
    }
  }

  to(state, sentence = "") {
    [this.state, this.sentence] = [state, sentence];
    this.changed();
  }
}
