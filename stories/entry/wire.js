// Talking to the draft routes. Every fault is an Error with `status` (0: no connection), `message` (a sentence in the
// reader's language, or "") and `faults` (sentence per field).

const PATIENCE_MS = 10000;
const KEEPALIVE_BYTES = 60000;

export class Wire {
  constructor(owner, csrf) {
    this.owner = owner;
    this.csrf = csrf;
  }

  async ask(method, path, body, options = {}) {
    const text = body === undefined ? undefined : JSON.stringify({ owner: this.owner, ...body });
    let answer;
    try {
      answer = await fetch(`/api/drafts/${path}`, {
        method, body: text, cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS),
        headers: { "Content-Type": "application/json", "X-CSRF-Token": this.csrf }, ...options,
      });
    } catch {
      throw Object.assign(new Error(""), { status: 0 });
    }
    const told = await answer.json().catch(() => ({}));
    if (!answer.ok) throw Object.assign(new Error(told.error || ""), { status: answer.status, faults: told.faults });
    return told;
  }

  // Once more after a refusal when the same person signed in again in another window and so has another key.
  async send(method, path, body) {
    try {
      return await this.ask(method, path, body);
    } catch (fault) {
      if (fault.status !== 403 || !(await this.greetAgain())) throw fault;
      return this.ask(method, path, body);
    }
  }

  async greetAgain() {
    try {
      const me = await (await fetch("/api/me", { cache: "no-store" })).json();
      const isNew = Boolean(me.csrf) && me.csrf !== this.csrf;
      if (isNew) this.csrf = me.csrf;
      return isNew;
    } catch {
      return false;
    }
  }

  save(guid, versions, body) {
    return this.send("PUT", guid, { versions, body });
  }

  // The page goes away: a last try that outlives it. What it does not reach stays in the browser.
  saveLeaving(guid, versions, body) {
    const small = JSON.stringify(body).length < KEEPALIVE_BYTES;
    this.ask("PUT", guid, { versions, body }, { keepalive: small, signal: undefined }).catch(() => {});
  }

  keep(guid, versions, body, choice) {
    return this.send("POST", `${guid}/keep`, { versions, body, ...choice });
  }

  throwAway(guid) {
    return this.send("DELETE", guid);
  }
}
