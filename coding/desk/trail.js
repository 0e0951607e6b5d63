// In which texts a coder did something in this window, in order, so that undo goes back to the text the last thing was done
// in, and redo forth. What was done there each text's own history knows. Kept for this window only, over a reload.

import { Shelf } from "/assets/kit/unsaved.js";

const MOST = 1000;

export class Trail {
  // storage: sessionStorage or anything like it
  constructor(storage, account) {
    this.shelf = new Shelf("dk-trail:", storage);
    this.account = account;
    const kept = this.shelf.get(account);
    this.done = Array.isArray(kept?.done) ? kept.done : [];
    this.undone = Array.isArray(kept?.undone) ? kept.undone : [];
  }

  did(guid) {
    this.done.push(guid);
    this.undone = [];
    this.save();
  }

  // A step went from one list to the other: list is "done" when it was undone.
  over(list, guid) {
    const [from, to] = list === "done" ? [this.done, this.undone] : [this.undone, this.done];
    const at = from.lastIndexOf(guid);
    if (at >= 0) from.splice(at, 1);
    to.push(guid);
    this.save();
  }

  // The text that undo ("done") or redo ("undone") is about, or undefined.
  last(list) {
    return this[list].at(-1);
  }

  // Nothing can be undone ("done") or redone there any more.
  forget(list, guid) {
    this[list] = this[list].filter((each) => each !== guid);
    this.save();
  }

  save() {
    this.shelf.put(this.account, { done: this.done.slice(-MOST), undone: this.undone.slice(-MOST) });
  }
}
