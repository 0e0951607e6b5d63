// Text that is not confirmed yet, kept in this browser until it is, and not a moment longer: what lies here is as
// sensitive as the story itself. One key per open page, so that two windows never overwrite each other; the owner
// (account and pilot) is part of the key, and the server refuses what another account typed.

const PREFIX = "rd-draft";

export class Local {
  constructor(storage, owner) {
    this.storage = storage;
    this.scope = `${PREFIX}|${owner}|`;
    this.works = true; // whether what is kept here would survive a crash
  }

  key(guid, page) {
    return `${this.scope}${guid}|${page}`;
  }

  put(guid, page, entry) {
    try {
      this.storage.setItem(this.key(guid, page), JSON.stringify(entry));
      this.works = true;
    } catch {
      this.works = false; // full, or switched off
    }
  }

  drop(guid, page) {
    try {
      this.storage.removeItem(this.key(guid, page));
    } catch {
      this.works = false;
    }
  }

  // Everything this account left here: {guid, page, raw, versions, body, at}.
  all() {
    const found = [];
    try {
      for (let i = 0; i < this.storage.length; i += 1) {
        const key = this.storage.key(i);
        if (!key.startsWith(this.scope)) continue;
        const [guid, page] = key.slice(this.scope.length).split("|");
        const raw = this.storage.getItem(key);
        const entry = JSON.parse(raw);
        if (entry?.versions && entry?.body) found.push({ ...entry, guid, page, raw });
      }
    } catch {
      this.works = false;
    }
    return found;
  }

  // Only what was read: a window that is still open may have typed on since.
  dropUnchanged(entry) {
    if (this.storage.getItem(this.key(entry.guid, entry.page)) === entry.raw) this.drop(entry.guid, entry.page);
  }
}
