// What somebody answered and signed on this device, and the server does not have yet: in this tab alone, for a signature
// is a name.
import { browserStorage, Shelf, UNSENT } from "/assets/kit/unsaved.js";

const NOTHING = { at: 0, answers: {}, signed: {} };

export class Kept {
  // owner: account and pilot of whose device it is; person: guid of who signs.
  constructor(owner, person) {
    this.shelf = new Shelf(`${UNSENT.signing}${owner}|`, browserStorage("sessionStorage"));
    this.person = person;
  }

  get works() {
    return this.shelf.works;
  }

  // What was filled in of this same form: { at, answers, signed }; of another letter or other questions, nothing.
  of({ number, questions }) {
    const kept = this.shelf.get(this.person);
    return kept?.form === form(number, questions.map(({ use }) => use)) ? { ...NOTHING, ...kept } : NOTHING;
  }

  // The guid of the form of this letter and these uses that waits here, or null.
  waits(number, uses) {
    const kept = this.shelf.get(this.person);
    return kept?.form === form(number, uses) ? kept.guid : null;
  }

  put({ guid, number, questions }, filled) {
    this.shelf.put(this.person, { ...this.shelf.get(this.person), ...filled, guid, form: form(number, questions.map(({ use }) => use)) });
  }

  // The page on which the coach hands her device over once more.
  from(address) {
    this.shelf.put(this.person, { ...this.shelf.get(this.person), address });
  }

  drop() {
    this.shelf.drop(this.person);
  }
}

const form = (number, uses) => [number, ...uses].join();
