// Sends the outbox until it is empty: all of it each time, one request at a time, again after a fault.

const MOST = 500;
const KEEPALIVE_BYTES = 60000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15000;
const PATIENCE_MS = 20000;

export class Sender {
  // settled(results, rev): what the server said per action. stated(answer or null, sentence): what it said to 'done'.
  // changed(): state or outbox size changed.
  constructor({ guid, account, outbox, csrf, settled, stated, changed }) {
    Object.assign(this, { guid, account, outbox, csrf, settled, stated, changed });
    this.url = `/api/documents/${encodeURIComponent(guid)}`;
    this.state = navigator.onLine ? "saved" : "offline"; // saved, saving, offline, signedout, refused
    this.sentence = "";
    this.busy = false;
    this.wait = FIRST_WAIT_MS;
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
      while (this.outbox.current.length && !this.stopped) {
        if (this.state === "saved") this.to("saving");
        await this.send();
      }
      this.wait = FIRST_WAIT_MS;
      this.to(navigator.onLine ? "saved" : "offline");
    } catch (fault) {
      this.failed(fault);
    } finally {
      this.busy = false;
    }
  }

  request(path, options = {}) {
    return fetch(this.url + path, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS), ...options });
  }

  post(path, body, options = {}) {
    const text = JSON.stringify(body);
    return this.request(path, {
      method: "POST", body: text, keepalive: text.length < KEEPALIVE_BYTES,
      headers: { "Content-Type": "application/json", "X-CSRF-Token": this.csrf }, ...options,
    });
  }

  batch() {
    const ops = this.outbox.current.filter((op) => op.kind !== "status").slice(0, MOST).map(({ version, ...op }) => op);
    return { version: this.outbox.version, ops };
  }

  async send() {
    const batch = this.batch();
    if (!batch.ops.length) return this.sendStatus(this.outbox.status);
    const answer = await this.post("/ops", batch);
    const body = await answer.json().catch(() => ({}));
    if (!answer.ok) throw Object.assign(new Error(body.error || ""), { status: answer.status });
    const gone = this.outbox.settle(body.results.map((result) => result.op));
    const asked = new Map(gone.map((op) => [op.op, op.coding]));
    const results = body.results.filter(({ op }) => asked.has(op));
    this.settled(results.map((result) => ({ ...result, asked: asked.get(result.op) })), body.rev);
    this.changed();
  }

  // After the codings: who says to be done has stored them.
  async sendStatus({ op, state }) {
    const answer = await this.post("/status", { state });
    const body = await answer.json().catch(() => ({}));
    const refused = [400, 404, 409].includes(answer.status);
    if (!answer.ok && !refused) throw Object.assign(new Error(body.error || ""), { status: answer.status });
    if (this.outbox.settle([op]).length) this.stated(refused ? null : body, body.error);
    this.changed();
  }

  failed(fault) {
    if (fault.status === 401) this.to("signedout");
    else if (fault.status === 403) return this.greetAgain(fault);
    else if ([400, 404, 409, 413].includes(fault.status)) this.to("refused", fault.message);
    else this.to("offline"); // no connection, too slow, or the program is being restarted
    this.again();
  }

  again() {
    if (this.stopped) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.kick(), this.wait);
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT_MS);
  }

  // Refused: perhaps somebody signed in again in another window, with another key for writing. Only if it is the same
  // account do these actions go on.
  async greetAgain(fault) {
    try {
      const me = await (await fetch("/api/me", { cache: "no-store" })).json();
      const answer = await this.request("/codings?since=9007199254740991");
      const found = answer.ok ? await answer.json() : {};
      if (found.account === this.account && me.csrf && me.csrf !== this.csrf) {
        this.csrf = me.csrf;
        this.timer = setTimeout(() => this.kick(), 0);
        return;
      }
    } catch {
      // Told below; tried again later.
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
    const last = (path, sent) => this.post(path, sent, { keepalive: true, signal: undefined }).catch(() => {});
    if (this.stopped) return;
    if (body.ops.length) last("/ops", body);
    else if (this.outbox.status) last("/status", { state: this.outbox.status.state });
  }
}
