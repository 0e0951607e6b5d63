// What the server does not have yet: kept in this browser until it does, and sent once more when the page goes away.

// Work that the server lacks, by kind: how its name begins in the browser's storage, then whose it is. Whoever keeps
// another kind names it here, and static/waiting.js tells of it.
export const UNSENT = {
  codings: "dk-outbox:", memos: "rd-draft-memo|", drafts: "rd-draft|", retold: "rd-retell|", speakers: "rd-speakers|",
  edits: "rd-edit|", names: "rd-names|", adding: "rd-adding|", together: "rd-together|",
  contacts: "rd-contacts|",
  scores: "rd-scores|",
  minutes: "rd-minutes|",
  spoken: "rd-spoken|",
  signing: "rd-signing|",
  typed: "rd-typed|",
};
// What is no work: how somebody likes it, and what can be undone.
const HABITS = ["dk-", "sp-", "rd-ct-"];
const KINDS = [...Object.values(UNSENT), "dk-steps:", "dk-trail:", "rd-added|", "rd-noting|"];

// Whether work that the server lacks lies in this browser, of anybody.
export function somethingUnsent() {
  try {
    return Object.keys(localStorage).some((key) => Object.values(UNSENT).some((kind) => key.startsWith(kind)));
  } catch {
    return false; // nothing can be kept in this browser
  }
}

// place: "localStorage", or "sessionStorage" for this tab only; null where the browser has it switched off.
export function browserStorage(place = "localStorage") {
  try {
    return window[place];
  } catch {
    return null;
  }
}

const HERE = "rd-here"; // whose tab this is: an account's guid

// What this tab kept of whoever was here before goes once another account is here: the browser would show it to her.
export function keepOnlyOf(account) {
  const place = browserStorage("sessionStorage");
  try {
    const before = place.getItem(HERE);
    place.setItem(HERE, account);
    if (before === account) return;
    const others = Object.keys(place).filter((key) => KINDS.some((kind) => key.startsWith(kind)) && !key.includes(account));
    others.forEach((key) => place.removeItem(key));
  } catch {
    // nothing is kept in this browser
  }
}

// Values under keys that begin with `scope`, which is of a kind above. Nothing else here throws: `works` tells whether what is kept would survive a
// reload. Every window that writes has a name of its own, so that two windows never overwrite each other.
export class Shelf {
  constructor(scope, storage = browserStorage()) {
    if (!HABITS.includes(scope) && !KINDS.some((kind) => scope.startsWith(kind))) throw new Error(`${scope} is of no kind that unsaved.js names`);
    Object.assign(this, { scope, storage });
    this.works = true;
  }

  put(name, value) {
    try {
      this.storage.setItem(this.scope + name, JSON.stringify(value));
      this.works = true;
    } catch {
      this.works = false; // full, or switched off
    }
  }

  // Null when there is nothing, or nothing of ours.
  get(name) {
    try {
      return JSON.parse(this.storage.getItem(this.scope + name));
    } catch {
      return null;
    }
  }

  drop(name) {
    try {
      this.storage.removeItem(this.scope + name);
    } catch {
      this.works = false;
    }
  }

  // Everything under this scope: [{ name, raw, value }]; value is null when it cannot be read.
  all() {
    const found = [];
    try {
      for (let i = 0; i < this.storage.length; i += 1) {
        const key = this.storage.key(i);
        if (!key.startsWith(this.scope)) continue;
        const name = key.slice(this.scope.length);
        found.push({ name, raw: this.storage.getItem(key), value: this.get(name) });
      }
    } catch {
      this.works = false;
    }
    return found;
  }

  // Only what was read: a window that is still open may have written since.
  dropAsRead({ name, raw }) {
    try {
      if (this.storage.getItem(this.scope + name) === raw) this.storage.removeItem(this.scope + name);
    } catch {
      this.works = false;
    }
  }
}

// send(): a last try, for a phone may never come back to a page it has hidden. atRisk(): leaving would lose something.
export function beforeLeaving(signal, { send, atRisk }) {
  addEventListener("pagehide", send, { signal });
  document.addEventListener("visibilitychange", () => { if (document.hidden) send(); }, { signal });
  addEventListener("beforeunload", (event) => { if (atRisk()) event.preventDefault(); }, { signal });
}
