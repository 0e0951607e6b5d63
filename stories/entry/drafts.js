// Talking to the draft routes, as one person: the server refuses what another account typed. Every fault is a Fault;
// told.faults has a sentence per field.
import { ask, pageKey, withKey } from "/assets/kit/wire.js";

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

  send(method, path, body) {
    return withKey(this.key, (key) => this.ask(method, path, body, { key }), (key) => { this.key = key; });
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
