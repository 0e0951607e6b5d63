// What is said of files and set right in their turns, on its way to the server: it outlives this tab. When another tab
// kept something since, this one is told and keeps nothing more of that file.

import { beforeLeaving } from "/assets/kit/unsaved.js";
import { ask, standing, Waits } from "/assets/kit/wire.js";
import { t } from "/assets/kit/words.js";

const REST_MS = 700;

export class Keeping {
  // file: see files.js; told(): how it stands has changed.
  constructor(file, told) {
    Object.assign(this, { file, told, revision: 0, unkept: false, busy: false, elsewhere: "", offline: false });
    this.waits = new Waits(1000);
  }

  // What stands on the server: { revision, said }; what this tab has not sent yet goes before it.
  take(draft, unkept) {
    const mine = Boolean(unkept && unkept.revision === draft?.revision);
    this.revision = draft?.revision ?? 0;
    if (mine) this.changed();
    return mine;
  }

  changed() {
    this.unkept = true;
    this.soon(REST_MS);
  }

  soon(ms) {
    clearTimeout(this.timer);
    if (!this.elsewhere) this.timer = setTimeout(() => this.send(), ms);
  }

  async send(outlives = false) {
    const { file } = this;
    if (!this.unkept || this.busy || this.elsewhere || !file.guid) return;
    this.busy = true;
    this.unkept = false;
    try {
      const body = { revision: this.revision, said: { said: file.said, touched: [...file.touched] } };
      ({ revision: this.revision } = await ask("PUT", `/api/intake/drafts/${file.guid}`, body, { outlives }));
      this.offline = false;
      this.waits.over();
    } catch (fault) {
      this.failed(fault);
    }
    this.busy = false;
    if (this.unkept) this.soon(this.offline ? this.waits.longer() : REST_MS);
    this.told();
  }

  failed(fault) {
    if (fault.status === 404) return; // stored, or removed
    if (fault.status === 409) this.elsewhere = fault.message;
    else {
      this.unkept = true;
      this.offline = standing(fault) !== "refused";
      if (!this.offline) this.elsewhere = fault.message;
    }
  }

  stop() {
    clearTimeout(this.timer);
    this.elsewhere ||= " ";
  }

  // A sentence on how it stands; "" while nothing was said.
  get sentence() {
    if (this.elsewhere) return this.elsewhere;
    if (this.offline) return t("No connection. What you filled in is kept in this tab only.");
    if (this.unkept || this.busy) return t("Is being kept...");
    return this.revision ? t("What you filled in is kept.") : "";
  }
}

// Before the page goes: a last try for each, and a question where something would be lost.
export function keepBeforeLeaving(all) {
  beforeLeaving(undefined, {
    send: () => all().forEach((keeping) => keeping.send(true)),
    atRisk: () => all().some((keeping) => keeping.unkept && !keeping.elsewhere),
  });
}
