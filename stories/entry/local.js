// Text that is not confirmed yet, kept in this browser until it is, and not a moment longer: what lies here is as
// sensitive as the story itself. One key per open page, so that two windows never overwrite each other; the owner
// (account and pilot) is part of the key, and the server refuses what another account typed.

import { Shelf, UNSENT } from "/assets/kit/unsaved.js";

const nameOf = ({ guid, page }) => `${guid}|${page}`;

export class Local {
  constructor(owner) {
    this.shelf = new Shelf(`${UNSENT.drafts}${owner}|`);
  }

  // Whether what is kept here would survive a crash.
  get works() {
    return this.shelf.works;
  }

  put(guid, page, entry) {
    this.shelf.put(nameOf({ guid, page }), entry);
  }

  drop(guid, page) {
    this.shelf.drop(nameOf({ guid, page }));
  }

  // Everything this account left here: {guid, page, raw, versions, body, at}.
  all() {
    return this.shelf.all().filter(({ value }) => value?.versions && value.body).map(({ name, raw, value }) => {
      const [guid, page] = name.split("|");
      return { ...value, guid, page, raw };
    });
  }

  // Only what was read: a window that is still open may have typed on since.
  dropUnchanged(entry) {
    this.shelf.dropAsRead({ name: nameOf(entry), raw: entry.raw });
  }
}
