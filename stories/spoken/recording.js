// One recording of this device: its pieces locked and stored first, then sent in order, each once, then closed. Goes on
// where it was after anything; whoever shows it listens to `changed`.
import { ask, pageKey, standing, Waits, withKey } from "/assets/kit/wire.js";
import { t } from "/assets/kit/words.js";
import { keyFrom, locked, unlocked } from "./locked.js";

const PATIENCE_MS = 30000;
const FIRST_WAIT_MS = 1000;

export class Recording {
  // known: as it lies on the device. pieces: of the kit. changed(): something of it is another.
  constructor({ known, pieces, changed }) {
    Object.assign(this, { known, pieces, changed });
    this.unsent = 0;
    this.state = "open"; // open, refused, closed
    this.link = "sent"; // sent, sending, offline, signedout
    this.sentence = "";
    this.server = null;
    this.key = pageKey();
    this.waits = new Waits(FIRST_WAIT_MS);
    this.queue = Promise.resolve();
    this.held = []; // pieces for which the device had no room: [{ number, ms, sound }]
    this.gone = new AbortController();
    addEventListener("online", () => this.send(), { signal: this.gone.signal });
  }

  get path() {
    return `/api/spoken/${this.known.rest ?? this.known.guid}`;
  }

  // Begins a new one. Throws a Fault with the sentence.
  static async begin({ asked, shown, pieces, changed }) {
    const guid = crypto.randomUUID();
    const device = await pieces.device();
    const answer = await ask("POST", "/api/spoken", { ...asked, guid, device }, { patience: PATIENCE_MS });
    const known = { guid, device, kind: asked.kind, draft: asked.draft ?? "", family: shown, began: new Date().toISOString(),
      made: 0, ms: 0, done: false };
    const made = new Recording({ known, pieces, changed });
    await pieces.keep(known);
    return made.takeUp(answer);
  }

  async takeUp(answer) {
    this.server = answer;
    if (answer.key) this.lock = await keyFrom(answer.key);
    return this;
  }

  // Goes on with what an earlier visit left here, where no other window does. False where one does.
  async resume() {
    if (!(await this.alone())) return false;
    this.unsent = await this.pieces.count(this.known.guid);
    await this.reach();
    return true;
  }

  // One window at a time sends a recording: who asks second is told no.
  alone() {
    if (!navigator.locks) return Promise.resolve(true);
    return new Promise((told) => {
      navigator.locks.request(`rd-spoken ${this.known.guid}`, { ifAvailable: true }, (lock) => {
        told(Boolean(lock));
        return lock ? new Promise((done) => { this.release = done; }) : null;
      });
    });
  }

  // Asks the server how far it is; without an answer it asks again later.
  async reach() {
    try {
      await this.takeUp(await this.told("GET", `${this.path}?device=${this.known.device}`));
    } catch (fault) {
      return this.failed(fault);
    }
    if (this.server.state !== "open" && !(await this.over())) return undefined;
    return this.send();
  }

  told(method, path, body) {
    return withKey(this.key, (key) => ask(method, path, body, { key, patience: PATIENCE_MS }), (key) => { this.key = key; });
  }

  // A piece of sound from the microphone: in its order, on the device before anything else. Throws nothing: `full` says
  // when the device has no room, and the piece is held in memory until it is sent.
  add(blob, ms) {
    this.queue = this.queue.then(() => this.store(blob, ms));
    return this.queue;
  }

  async store(blob, ms) {
    const number = this.known.made;
    this.known = { ...this.known, made: number + 1, ms: this.known.ms + ms };
    const sound = await blob.arrayBuffer();
    try {
      await this.pieces.add(this.known, { number, ms, ...await locked(this.lock, this.known.guid, number, sound) });
      this.full = false;
    } catch {
      this.full = true;
      this.held.push({ number, ms, sound });
    }
    this.unsent += 1;
    this.changed();
    this.send();
  }

  async first() {
    const kept = await this.pieces.first(this.known.guid);
    const held = this.held[0];
    if (held && (!kept || held.number < kept.number)) return held;
    return kept && { ...kept, sound: await unlocked(this.lock, this.known.guid, kept) };
  }

  async gotten({ number }) {
    if (this.held[0]?.number === number) this.held.shift();
    else await this.pieces.drop(this.known.guid, number);
    this.unsent -= 1;
  }

  send() {
    if (!this.sending && this.lock && this.state === "open") {
      this.sending = this.sendAll().finally(() => { this.sending = null; });
    }
    return this.sending;
  }

  async sendAll() {
    clearTimeout(this.timer);
    try {
      for (let piece = await this.first(); piece; piece = await this.first()) {
        this.to("sending");
        await this.sendOne(piece);
        this.waits.over();
      }
      this.to("sent");
      if (this.known.done) await this.close();
    } catch (fault) {
      if (fault.status === 409 && (await this.elsewhere())) return this.sendAll();
      this.failed(fault);
    }
    return undefined;
  }

  // Whether it was closed from elsewhere, and what this device still has of it can go on.
  async elsewhere() {
    try {
      this.server = await this.told("GET", `${this.path}?device=${this.known.device}`);
    } catch {
      return false;
    }
    return this.server.state !== "open" && this.over();
  }

  // gap: what the server waits for is not on this device any more, so nothing else can be done.
  async sendOne(piece, gap = "") {
    const where = new URLSearchParams({ device: this.known.device, number: piece.number, ms: piece.ms, gap });
    const answer = await this.told("POST", `${this.path}/pieces?${where}`, piece.sound);
    if (!answer.taken) return this.sendOne(piece, "1");
    await this.gotten(piece);
    return this.changed();
  }

  async close() {
    this.server = await this.told("POST", `${this.path}/close`, { total: this.known.made });
    await this.over();
  }

  // It is over, unless this device has more of it: that is taken with all that was closed. Says whether it goes on.
  async over() {
    if (this.unsent && this.server.state === "closed") return this.goOnWhole();
    this.state = "closed";
    if (!this.unsent) await this.pieces.forget(this.known.guid);
    else this.sentence = t("This recording was thrown away elsewhere. What is still on this device was not sent.");
    this.release?.();
    this.changed();
    return false;
  }

  async goOnWhole() {
    const [path, whole] = [this.path, this.known.whole ?? crypto.randomUUID()];
    this.known = { ...this.known, whole }; // the same one is asked for again where the answer is lost
    await this.pieces.keep(this.known).catch(() => {});
    try {
      await this.takeUp(await this.told("POST", `${path}/rest`, { whole, device: this.known.device }));
    } catch (fault) {
      this.failed(fault);
      return false;
    }
    this.known = { ...this.known, rest: whole, whole: undefined };
    await this.pieces.keep(this.known).catch(() => {});
    return true;
  }

  failed(fault) {
    if (!("status" in fault)) { // what lies here cannot be read with this key, or the device lost it
      console.error(fault);
      return this.refuse(t("What is kept of this recording on this device cannot be read. What was sent is not lost."));
    }
    const stands = standing(fault);
    if (stands === "refused") return this.refuse(fault.message);
    this.to(stands);
    if (!this.gone.signal.aborted) this.timer = setTimeout(() => (this.lock ? this.send() : this.reach()), this.waits.longer());
    return undefined;
  }

  // The server will have no more of it as things are now: nothing is thrown away, and a later visit tries again.
  refuse(sentence) {
    [this.state, this.sentence] = ["refused", sentence];
    this.changed();
  }

  again() {
    [this.state, this.sentence] = ["open", ""];
    this.changed();
    return this.lock ? this.send() : this.reach();
  }

  to(link) {
    if (link === this.link) return;
    this.link = link;
    this.changed();
  }

  // No sound comes any more: it is closed once all has been sent.
  async finish() {
    await this.queue;
    this.known = { ...this.known, done: true };
    await this.pieces.keep(this.known).catch(() => {});
    this.changed();
    await this.sending;
    return this.send();
  }

  async throwAway() {
    await this.queue;
    await this.told("DELETE", this.path);
    this.state = "closed";
    this.unsent = 0;
    await this.pieces.forget(this.known.guid);
    this.release?.();
    this.changed();
  }

  stop() {
    this.gone.abort();
    clearTimeout(this.timer);
    this.release?.();
  }
}
