// What was decided about names and the server lacks.

import { Unsent } from "/assets/kit/posting.js";
import { UNSENT } from "/assets/kit/unsaved.js";
import { ask } from "/assets/kit/wire.js";

const ALONE = ["add", "unmark"]; // each in a request of its own
const AT_ONCE = 200; // of the decisions a request may bring

export class Decisions extends Unsent {
  // owner: account and pilot. refused(acts, sentence): the server will not have these. stored(act, answer): one that was
  // added is there.
  constructor({ owner, ...rest }) {
    super({ scope: `${UNSENT.names}${owner}|`, ...rest });
  }

  // One that marks words or takes that back, or the decisions before the next of those.
  first() {
    const until = this.acts.findIndex(({ act }) => ALONE.includes(act));
    return until === 0 ? this.acts.slice(0, 1) : this.acts.slice(0, until < 0 ? AT_ONCE : Math.min(until, AT_ONCE));
  }

  ask(acts, patience) {
    const [one] = acts;
    if (!ALONE.includes(one.act)) return ask("POST", "/api/names/decisions", { acts: acts.map(({ id, act, places, pseudonym }) => ({ id, act, places, pseudonym })) }, this.how(patience));
    const { document, number, start, end, kind, pseudonym } = one;
    const said = one.act === "unmark" ? { unmark: one.places } : { number, start, end, kind, pseudonym };
    return ask("POST", `/api/documents/${encodeURIComponent(document)}/names`, said, this.how(patience));
  }

  settle(acts, { refused = [], places }) {
    if (places) this.stored(acts[0], places);
    const why = new Map(refused.map(({ id, error }) => [id, error]));
    const not = acts.filter(({ id }) => why.has(id));
    if (not.length) this.refused(not, why.get(not[0].id));
  }
}
