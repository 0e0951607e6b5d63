// Contacts that were noted and that the server lacks, and those it would not have.

import { Unsent } from "/assets/kit/posting.js";
import { UNSENT } from "/assets/kit/unsaved.js";
import { ask } from "/assets/kit/wire.js";
import { t } from "/assets/kit/words.js";

const AT_ONCE = 50; // of the acts a request may bring

export class Noted extends Unsent {
  // owner: account and pilot.
  constructor({ owner, ...rest }) {
    super({ scope: `${UNSENT.contacts}${owner}|`, ...rest });
    this.owner = owner;
  }

  first() {
    return this.acts.slice(0, AT_ONCE);
  }

  ask(acts, patience) {
    return ask("POST", "/api/contacts", { owner: this.owner, acts }, this.how(patience));
  }

  // What the server would not have: { act, sentence, asks }, where `asks` is what somebody can say is right.
  settle(acts, { results }) {
    const not = new Map(results.filter(({ state }) => state === "refused").map((one) => [one.id, one]));
    this.refuse([...this.refusals, ...acts.filter(({ id, act }) => not.has(id) && act === "note")
      .map((act) => ({ act, sentence: not.get(act.id).error, asks: not.get(act.id).asks }))]);
    this.stored(acts.filter(({ id }) => !not.has(id)));
  }

  // How far it is, in words; nothing while all is stored.
  get told() {
    return this.sentence || {
      saved: "", saving: t("Storing …"), signedout: t("You are signed out. What you noted is kept in this browser; sign in again to store it."),
      offline: t("No connection. What you noted is kept in this browser and sent as soon as there is one."),
    }[this.state];
  }
}
