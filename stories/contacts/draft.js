// A contact that is being filled in: kept in this browser as it is typed, until it is noted, as a story is.

import { Shelf } from "/assets/kit/unsaved.js";

export class Draft {
  // owner: account and pilot; family, story: guids of the address, "" for none.
  constructor({ owner, family, story }) {
    this.name = `${owner}|${family}|${story}`;
    this.shelf = new Shelf("rd-noting|");
  }

  // What was filled in, by field; nothing where nothing was.
  get fields() {
    return this.shelf.get(this.name) ?? {};
  }

  put(fields) {
    this.shelf.put(this.name, fields);
  }

  drop() {
    this.shelf.drop(this.name);
  }
}
