// Scores that were given and that the server lacks, and those it would not have.

import { Unsent } from "/assets/kit/posting.js";
import { UNSENT } from "/assets/kit/unsaved.js";
import { ask } from "/assets/kit/wire.js";
import { t } from "/assets/kit/words.js";

const AT_ONCE = 50; // of the acts a request may bring
const CALM_MS = 700; // whoever goes through the levels by key means the last of them

export class Scores extends Unsent {
  // owner: account and pilot.
  constructor({ owner, ...rest }) {
    super({ scope: `${UNSENT.scores}${owner}|`, ...rest });
    this.owner = owner;
    this.going = new Set(); // ids that are on their way
  }

  // In the place of what was given for the same slot and has not left yet, or was refused.
  give(act) {
    const same = (one) => one.act === "give" && ["family", "wave", "domain", "voice"].every((key) => one[key] === act[key]);
    this.acts = this.acts.filter((one) => !same(one) || this.going.has(one.id));
    this.refuse(this.refusals.filter((one) => !same(one.act)));
    this.put([act]);
    this.soon(CALM_MS);
  }

  first() {
    const some = this.acts.slice(0, AT_ONCE);
    this.going = new Set(some.map(({ id }) => id));
    return some;
  }

  ask(acts, patience) {
    return ask("POST", "/api/scores", { owner: this.owner, acts }, this.how(patience));
  }

  // What the server would not have: { act, sentence, asks }, where `asks` is what somebody can say is right.
  settle(acts, { results }) {
    const not = new Map(results.filter(({ state }) => state === "refused").map((one) => [one.id, one]));
    this.going = new Set();
    const why = ({ error, asks }) => ({ sentence: error, asks });
    this.refuse([...this.refusals, ...acts.filter(({ id }) => not.has(id)).map((act) => ({ act, ...why(not.get(act.id)) }))]);
    this.stored();
  }

  // How far it is, in words.
  get told() {
    return this.sentence || {
      saved: t("Everything is stored"), saving: t("Storing …"), signedout: t("You are signed out. What you scored is kept in this browser; sign in again to store it."),
      offline: t("No connection. What you scored is kept in this browser and sent as soon as there is one."),
    }[this.state];
  }
}
