// Decisions about passages that the server lacks, and those it would not have.

import { Unsent } from "/assets/kit/posting.js";
import { UNSENT } from "/assets/kit/unsaved.js";
import { ask } from "/assets/kit/wire.js";

const AT_ONCE = 100; // of the decisions a request may bring

export class Decided extends Unsent {
  // document: guid; owner: account and pilot.
  constructor({ owner, document: guid, ...rest }) {
    super({ scope: `${UNSENT.together}${owner}|${guid}|`, ...rest });
    this.path = `/api/documents/${encodeURIComponent(guid)}/together`;
  }

  // Those about one version of the text.
  first() {
    const [{ version }] = this.acts;
    const until = this.acts.findIndex((act) => act.version !== version);
    return this.acts.slice(0, Math.min(until < 0 ? AT_ONCE : until, AT_ONCE));
  }

  ask(acts, patience) {
    const [{ version }] = acts;
    return ask("POST", this.path, { version, acts: acts.map(({ version: _, seen: __, ...act }) => act) }, this.how(patience));
  }
}
