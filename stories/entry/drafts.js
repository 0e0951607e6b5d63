// Talking to the draft routes, as one person: the server refuses what another account typed. Every fault is a Fault;
// told.faults has a sentence per field.
import { ask, newKey, pageKey } from "/assets/kit/wire.js";

const PATIENCE_MS = 10000;

export class Drafts {
  constructor(owner) {
    this.owner = owner;
    this.key = pageKey();
  }

  ask(method, path, body, options = {}) {
    const told = body && { owner: this.owner, ...body };
    return ask(method, `/api/drafts/${path}`, told, { key: this.key, patience: PATIENCE_MS, ...options });
  }

  // Once more after a refusal when somebody signed in again in another window and so has another key.
  async send(method, path, body) {
    try {
      return await this.ask(method, path, body);
    } catch (fault) {
      const key = fault.status === 403 ? await newKey(this.key) : null;
      if (!key) throw fault;
      this.key = key;
      return this.ask(method, path, body);
    }
  }

  save(guid, versions, body) {
    return this.send("PUT", guid, { versions, body });
  }

  // The page goes away: a last try that outlives it. What it does not reach stays in the browser.
  saveLeaving(guid, versions, body) {
    this.ask("PUT", guid, { versions, body }, { patience: 0, outlives: true }).catch(() => {});
  }

  keep(guid, versions, body, choice) {
    return this.send("POST", `${guid}/keep`, { versions, body, ...choice });
  }

  throwAway(guid) {
    return this.send("DELETE", guid);
  }
}
