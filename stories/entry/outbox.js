// The draft of this page on its way to the server: kept in the browser at every change, sent a moment later, removed
// from the browser once confirmed.
import { standing, Waits } from "/assets/kit/wire.js";
import { covers, total } from "./versions.js";

const PAUSE_MS = 600;
const FIRST_WAIT_MS = 1000;

// A name for this page; randomUUID is there only on https and on the machine itself.
function randomName() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export class Outbox {
  // known: the draft as the server has it, or null. changed(): the state is another. moved(answer): the text went to
  // another draft, because this one had been changed elsewhere or kept. dayIs(day): the day it is now where the pilot is.
  constructor({ local, drafts, guid, known, changed, moved, dayIs }) {
    Object.assign(this, { local, drafts, guid, changed, moved, dayIs });
    this.page = randomName();
    this.versions = { ...(known?.versions || {}) };
    this.body = known?.body || {};
    this.count = 0; // changes made on this page
    this.confirmed = 0; // of which the server has
    this.savedAt = known?.changed_at || "";
    this.state = "saved"; // saved, waiting, offline, signedout, refused
    this.sentence = "";
    this.waits = new Waits(FIRST_WAIT_MS);
    this.timer = 0;
    this.sending = null;
    this.stopped = false;
    this.adopted = this.adopt();
  }

  // What an earlier page typed and the server has not: goes on here, if it knows all the server knows.
  adopt() {
    const left = this.local.all().filter((entry) => entry.guid === this.guid);
    const newer = left.filter((entry) => covers(entry.versions, this.versions) && !covers(this.versions, entry.versions));
    const best = newer.sort((a, b) => total(b.versions) - total(a.versions))[0];
    if (!best) return null;
    this.versions = { ...best.versions };
    this.change(best.body);
    this.local.dropUnchanged(best);
    return best;
  }

  get unsaved() {
    return this.count - this.confirmed;
  }

  change(body) {
    this.body = body;
    this.count += 1;
    this.versions = { ...this.versions, [this.page]: this.count };
    this.local.put(this.guid, this.page, { versions: this.versions, body, at: new Date().toISOString() });
    if (this.state === "saved") this.to("waiting");
    if (!this.timer && !this.sending) this.later(this.state === "offline" ? this.waits.ms : PAUSE_MS);
  }

  later(ms) {
    clearTimeout(this.timer);
    this.timer = this.stopped ? 0 : setTimeout(() => this.send(), ms);
  }

  // One request at a time; the last one holds everything, so what is in between need not be sent.
  async send() {
    clearTimeout(this.timer);
    this.timer = 0;
    if (this.sending || !this.unsaved) return this.sending;
    this.sending = this.sendNow();
    await this.sending;
    this.sending = null;
    if (this.unsaved && !this.timer) this.later(this.state === "waiting" ? PAUSE_MS : this.waits.ms);
    return null;
  }

  async sendNow() {
    const [guid, count] = [this.guid, this.count];
    try {
      const answer = await this.drafts.save(guid, this.versions, this.body);
      this.landed(answer, count);
      if (answer.finished) this.moved(answer);
    } catch (fault) {
      this.failed(fault);
    }
  }

  landed(answer, count) {
    this.confirmed = Math.max(this.confirmed, count);
    this.savedAt = answer.changed_at;
    if (answer.today) this.dayIs?.(answer.today);
    this.waits.over();
    if (answer.guid !== this.guid) this.move(answer);
    if (this.unsaved) return this.to("waiting");
    this.local.drop(this.guid, this.page);
    return this.to("saved");
  }

  move(answer) {
    this.local.drop(this.guid, this.page);
    this.guid = answer.guid;
    if (this.unsaved) this.local.put(this.guid, this.page, { versions: this.versions, body: this.body });
    this.moved(answer);
  }

  failed(fault) {
    this.to(standing(fault), fault.message);
    this.later(this.waits.longer());
  }

  to(state, sentence = "") {
    [this.state, this.sentence] = [state, sentence];
    this.changed();
  }

  // The draft becomes a story; a request that got no answer may be repeated.
  async keep(choice) {
    if (this.sending) await this.sending;
    clearTimeout(this.timer);
    this.timer = 0;
    if (!this.count && !total(this.versions)) this.change(this.body);
    const count = this.count;
    try {
      const answer = await this.drafts.keep(this.guid, this.versions, this.body, choice);
      clearTimeout(this.timer);
      this.timer = 0;
      this.landed(answer, count);
      return answer;
    } catch (fault) {
      // A fault in a field: the words were saved all the same.
      if (fault.told?.faults) this.landed({ guid: this.guid, changed_at: new Date().toISOString() }, count);
      else this.failed(fault);
      throw fault;
    }
  }

  async throwAway() {
    if (this.sending) await this.sending;
    clearTimeout(this.timer);
    if (total(this.versions)) await this.drafts.throwAway(this.guid).catch((fault) => { if (fault.status !== 404) throw fault; });
    this.confirmed = this.count;
    this.local.drop(this.guid, this.page);
  }

  flush() {
    if (this.unsaved) this.drafts.saveLeaving(this.guid, this.versions, this.body);
  }

  stop() {
    this.flush();
    this.stopped = true;
    clearTimeout(this.timer);
  }
}
