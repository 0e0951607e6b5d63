// Sends the outbox until it is empty: all of it each time, one request at a time, again after a fault.

import { ask, newKey, standing, Waits } from "/assets/kit/wire.js";

const MOST = 500;
const FIRST_WAIT_MS = 500;
const PATIENCE_MS = 20000;

export class Sender {
  // settled(results, answer, version): what the server said per action on that version of the text. stated(answer or null, sentence): what it said to 'done'.
  // changed(): state or outbox size changed.
  constructor({ guid, account, outbox, csrf, settled, stated, changed }) {
    Object.assign(this, { guid, account, outbox, csrf, settled, stated, changed });
    this.url = `/api/documents/${encodeURIComponent(guid)}`;
    this.state = navigator.onLine ? "saved" : "offline"; // saved, saving, offline, signedout, refused
    this.sentence = "";
    this.busy = false;
    this.waits = new Waits(FIRST_WAIT_MS);
    this.timer = 0;
    this.stopped = false;
  }

  kick() {
    if (this.busy || this.stopped) return;
    clearTimeout(this.timer);
    this.run();
  }

  stop() {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  async run() {
    this.busy = true;
    try {
      while (this.outbox.size && !this.stopped) {
        if (this.state === "saved") this.to("saving");
        await this.send();
      }
      this.waits.over();
      this.to(navigator.onLine ? "saved" : "offline");
    } catch (fault) {
      this.failed(fault);
    } finally {
      this.busy = false;
    }
  }

  get(path) {
    return ask("GET", this.url + path, undefined, { key: this.csrf, patience: PATIENCE_MS });
  }

  post(path, body, patience = PATIENCE_MS) {
    return ask("POST", this.url + path, body, { key: this.csrf, patience, outlives: true });
  }

  batch() {
    const ops = this.outbox.batch(MOST);
    return { version: ops[0]?.version, ops: ops.map(({ version, ...op }) => op) };
  }

  async send() {
    const batch = this.batch();
    if (!batch.ops.length) return this.sendStatus(this.outbox.status);
    const answer = await this.posted(batch);
    const gone = this.outbox.settle(answer.results.map((result) => result.op));
    const asked = new Map(gone.map((op) => [op.op, op.coding]));
    const results = answer.results.filter(({ op }) => asked.has(op));
    this.settled(results.map((result) => ({ ...result, asked: asked.get(result.op) })), answer, batch.version);
    this.changed();
  }

  // A text that is not there any more (a practice that began afresh) would hold up what comes after it.
  async posted(batch) {
    try {
      return await this.post("/ops", batch);
    } catch (fault) {
      if (fault.status !== 409 || batch.version === this.outbox.version) throw fault;
      return { results: batch.ops.map(({ op }) => ({ op, state: "rejected", sentence: fault.message })) };
    }
  }

  // After the codings: who says to be done has stored them.
  async sendStatus({ op, state }) {
    let [answer, sentence] = [null, ""];
    try {
      answer = await this.post("/status", { state });
    } catch (fault) {
      if (![400, 404, 409].includes(fault.status)) throw fault;
      sentence = fault.message;
    }
    if (this.outbox.settle([op]).length) this.stated(answer, sentence);
    this.changed();
  }

  failed(fault) {
    if (fault.status === 404) dispatchEvent(new CustomEvent("rd-reach", { detail: "" })); // see watch.js
    if (fault.status === 403) return this.greetAgain(fault);
    this.to(standing(fault), fault.message);
    this.again();
  }

  again() {
    if (this.stopped) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.kick(), this.waits.longer());
  }

  // Refused: perhaps somebody signed in again in another window, with another key for writing. Only if it is the same
  // account do these actions go on.
  async greetAgain(fault) {
    const key = await newKey(this.csrf);
    const found = key && await this.get("/codings?since=9007199254740991").catch(() => null);
    if (found?.account === this.account) {
      this.csrf = key;
      this.timer = setTimeout(() => this.kick(), 0);
      return;
    }
    this.to("refused", fault.message);
    this.again();
  }

  to(state, sentence = "") {
    const same = this.state === state && this.sentence === sentence;
    [this.state, this.sentence] = [state, sentence];
    if (!same) this.changed();
  }

  // The page goes away: a last try that outlives it. What it does not reach stays in the browser.
  flush() {
    const body = this.batch();
    const last = (path, sent) => this.post(path, sent, 0).catch(() => {});
    if (this.stopped) return;
    if (body.ops.length) last("/ops", body);
    else if (this.outbox.status) last("/status", { state: this.outbox.status.state });
  }
}
