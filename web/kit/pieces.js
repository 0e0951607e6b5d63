// Sound that was recorded in this browser and has not reached the server: in IndexedDB, locked, until it has. The key is
// the server's (see stories/spoken/__init__.py), so what lies here is of no use to whoever finds the device.

import { Shelf, UNSENT } from "./unsaved.js";

const NAME = "rode-draad-spoken";
const [RECORDINGS, PIECES, SELF] = ["recordings", "pieces", "self"];

const PATIENCE_MS = 1000;

const told = (request) => new Promise((done, failed) => {
  request.onsuccess = () => done(request.result);
  request.onerror = () => failed(request.error);
});

function opened() {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(RECORDINGS, { keyPath: "guid" });
    request.result.createObjectStore(PIECES, { keyPath: ["guid", "number"] });
    request.result.createObjectStore(SELF);
  };
  return told(request);
}

// All of one recording: numbers are never below 0 or without end.
const all = (guid) => IDBKeyRange.bound([guid, 0], [guid, Number.MAX_SAFE_INTEGER]);

export class Pieces {
  // owner: account and pilot. Throws where this browser keeps nothing.
  static async open(owner) {
    const made = new Pieces();
    made.db = await opened();
    made.db.onversionchange = () => made.db.close(); // somebody signs out in another window
    made.owner = owner;
    made.shelf = new Shelf(`${UNSENT.spoken}${owner}|`);
    return made;
  }

  // What this browser calls itself, always the same.
  async device() {
    const store = this.db.transaction(SELF, "readwrite").objectStore(SELF);
    const known = await told(store.get("device"));
    if (known) return known;
    const name = crypto.randomUUID();
    await told(store.put(name, "device"));
    return name;
  }

  // Waits until it is on disk. Throws a QuotaExceededError where there is no room.
  async change(stores, work) {
    const transaction = this.db.transaction(stores, "readwrite", { durability: "strict" });
    const done = new Promise((kept, failed) => {
      transaction.oncomplete = kept;
      transaction.onabort = transaction.onerror = () => failed(transaction.error);
    });
    work(transaction);
    await done;
  }

  async keep(recording) {
    await this.change([RECORDINGS], (t) => t.objectStore(RECORDINGS).put({ ...recording, owner: this.owner }));
    this.shelf.put(recording.guid, { kind: recording.kind, draft: recording.draft });
  }

  // A piece and what is now known of its recording, both or neither.
  async add(recording, piece) {
    await this.change([RECORDINGS, PIECES], (t) => {
      t.objectStore(PIECES).put({ ...piece, guid: recording.guid });
      t.objectStore(RECORDINGS).put({ ...recording, owner: this.owner });
    });
  }

  async first(guid) {
    const cursor = await told(this.db.transaction(PIECES).objectStore(PIECES).openCursor(all(guid)));
    return cursor?.value ?? null;
  }

  count(guid) {
    return told(this.db.transaction(PIECES).objectStore(PIECES).count(all(guid)));
  }

  drop(guid, number) {
    return this.change([PIECES], (t) => t.objectStore(PIECES).delete([guid, number]));
  }

  async forget(guid) {
    await this.change([RECORDINGS, PIECES], (t) => {
      t.objectStore(PIECES).delete(all(guid));
      t.objectStore(RECORDINGS).delete(guid);
    });
    this.shelf.drop(guid);
  }

  // This account's own, the first begun first.
  async recordings() {
    const found = await told(this.db.transaction(RECORDINGS).objectStore(RECORDINGS).getAll());
    return found.filter(({ owner }) => owner === this.owner).sort((a, b) => (a.began < b.began ? -1 : 1));
  }
}

// How long (ms) what lies here lasts that was not sent, of anybody; 0 where nothing can be kept.
export async function unsentMs() {
  try {
    const db = await opened();
    const found = await told(db.transaction(PIECES).objectStore(PIECES).getAll());
    db.close();
    return found.reduce((sum, { ms }) => sum + ms, 0);
  } catch {
    return 0;
  }
}

// Nothing of it stays in this browser, whoever's it was.
export async function clear() {
  try {
    const kept = Object.keys(localStorage).filter((key) => key.startsWith(UNSENT.spoken));
    kept.forEach((key) => localStorage.removeItem(key));
    // Another window may hold it for a moment, and nobody waits for that to sign out.
    await Promise.race([told(indexedDB.deleteDatabase(NAME)), new Promise((over) => { setTimeout(over, PATIENCE_MS); })]);
  } catch {
    // nothing could be kept here, so nothing is
  }
}
