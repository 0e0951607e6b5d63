// The files of this page: where each is between chosen and stored, and what the user said of it.

import { dayName, lasts } from "/assets/kit/dates.js";
import { browserStorage, Shelf, UNSENT } from "/assets/kit/unsaved.js";
import { ask } from "/assets/kit/wire.js";
import { t } from "/assets/kit/words.js";
import { keepBeforeLeaving, Keeping } from "./keeping.js";
import { PER_PAGE } from "./pages.js";
import { forgetStored, storedNow, twinOf } from "./pairs.js";
import { Rows } from "./rows.js";
import { extensionOf, Pace, transfer } from "./transfer.js";

const AT_ONCE = 2;
// What is said of one field can mend the fault of another.
const ALSO = { family: ["persons", "speakers", "recording", "consent", "deidentified"], voice: ["persons"], speakers: ["persons", "consent"],
  persons: ["speakers", "consent"], event_until: ["event_from"], transcribe: ["consent"] };
// Names by upload, and what the server does not have yet, for a reload of this tab only.
const shelf = new Shelf(UNSENT.adding, browserStorage("sessionStorage"));
const KEPT = "files";

export const files = new Map();
let csv = null;
export let unused = []; // sentences on rows of the list that fit none of the files
let listener = () => {};
let last = 0;

export const onChange = (call) => { listener = call; };

// state: waiting, sending, reading, ready, refused, interrupted
export class File_ {
  constructor(file, name, ext, size) {
    this.key = `f${++last}`;
    Object.assign(this, { file, name, ext, size, guid: null, at: 0, state: "waiting", offline: false, error: "", unnamed: false,
      card: null, moved: [], said: {}, touched: new Set(), faults: [], stop: new AbortController(), pace: null, turns: null, rows: null });
    this.keeping = new Keeping(this, () => { keep(); listener(this, "kept"); });
  }

  static add(file) {
    const made = new File_(file, file.name, extensionOf(file.name), file.size);
    files.set(made.key, made);
    listener(made);
    next();
    return made;
  }

  // A file that cannot be sent at all: a card of its own says why.
  static refuse(file, error) {
    const made = new File_(null, file.name, extensionOf(file.name), file.size);
    Object.assign(made, { state: "refused", error });
    files.set(made.key, made);
    listener(made);
  }

  get isReady() { return this.state === "ready"; }
  get isSending() { return this.state === "sending" || this.state === "waiting"; }
  get isWrong() {
    return this.state === "refused" || Boolean(this.faults.length || this.card?.faults.length || this.duplicate);
  }
  get isBusy() { return this.isSending || this.state === "reading"; }
  // What makes this file one too many: in the pilot already, or the same as one chosen before it.
  get duplicate() {
    if (!this.card || this.card.duplicate) return this.card?.duplicate ?? null;
    const all = [...files.values()];
    const twin = all.slice(0, all.indexOf(this)).find((file) => file.card?.content === this.card.content);
    if (!twin) return null;
    return this.card.kind === "text" ? t("The words of this file are in {name} as well. Remove one of the two.", { name: twin.name })
      : t("This is the same file as {name}. Remove one of the two.", { name: twin.name });
  }
  get secondsLeft() { return this.pace?.secondsLeft(this.at, this.size) ?? null; }

  to(state, changes = {}) {
    Object.assign(this, { state }, changes);
    listener(this);
  }

  async send() {
    this.to("sending", { error: "" });
    try {
      await transfer(this.file, this.stop.signal, {
        begun: (upload) => {
          for (const other of files.values()) {
            if (other === this || other.guid !== upload.guid) continue;
            if (other.isBusy || other.isReady) this.isTwice(other);
            other.leave();
          }
          this.guid = upload.guid;
          this.take(upload.draft);
          this.at = upload.received;
          this.pace = new Pace(this.at);
          keep();
          listener(this);
        },
        progress: (at) => { this.at = at; listener(this); },
        waiting: (offline) => { if (offline !== this.offline) { this.offline = offline; listener(this); } },
      });
      this.to("reading");
      await preview([this]);
    } catch (fault) {
      if (fault.name !== "AbortError") this.to("refused", { error: fault.message || t("The upload failed. Choose the file again.") });
    } finally {
      next();
    }
  }

  // It stands here already, with all that was said of it: that one stays, and this one is not sent.
  isTwice(other) {
    if (other.unnamed) Object.assign(other, { name: this.name, unnamed: false });
    listener(other);
    this.leave("twice");
    throw new DOMException("", "AbortError");
  }

  // What was said of this file before, in whichever tab; said: what this tab kept of it for a reload.
  take(draft, before = null) {
    const { said = {}, touched } = this.keeping.take(draft, before?.unkept) ? before : draft?.said ?? {};
    this.said = { ...said };
    // Without the file's name nothing can be guessed from it: what was seen and left as it was is what is meant.
    this.touched = new Set(this.unnamed ? Object.keys(said) : touched);
  }

  // Only take it off the page: somebody else holds the upload now.
  leave(what = "") {
    this.stop.abort();
    this.keeping.stop();
    files.delete(this.key);
    for (const file of files.values()) {
      if (this.card && file.card?.content === this.card.content) file.faults = file.faults.filter((f) => f.field !== "file");
    }
    keep();
    listener(this, what);
  }

  async discard() {
    this.leave("removed");
    if (this.guid) await ask("DELETE", `/api/uploads/${this.guid}`).catch(() => {});
    next();
  }

  forget() {
    storedNow(this);
    this.leave();
  }

  say(field, value) {
    this.said[field] = value;
    this.touched.add(field);
    if (field === "family") this.card.faults = []; // the list named one that is not there
    if (field === "family") this.said.no_names = false; // which was said of the names that family knows
    const mended = [field, ...(ALSO[field] ?? [])];
    this.faults = this.faults.filter((fault) => !mended.includes(fault.field));
    this.keeping.changed();
    keep();
  }

  // The recording with the same name (`byName`), until the user says otherwise. Returns whether it is another one now.
  proposeRecording(names) {
    const before = this.said.recording;
    if (!this.touched.has("recording")) this.said.recording = twinOf(this, names);
    return this.said.recording !== before;
  }

  // The preview's guesses, but never over what the user said.
  fill(card) {
    this.card = card;
    if (this.unnamed) this.name = calledBy(card, this);
    const guess = Object.fromEntries((card.speakers ?? []).map((s) => [s.label, { voice: s.voice, person: s.person }]));
    const speakers = { ...this.said.speakers, ...guess };
    const guessed = { family: card.family, voice: card.voice, told_on: card.told_on, title: card.title, persons: card.persons, speakers };
    const before = JSON.stringify(this.said);
    for (const [field, value] of Object.entries(guessed)) if (!this.touched.has(field)) this.said[field] = value;
    // A guess by the file's name is kept as what was said is: the name is gone when the tab is.
    if (!this.unnamed && JSON.stringify(this.said) !== before) this.keeping.changed();
    if (this.said.rows && !this.rows) this.loadTurns().then(() => listener(this)).catch(() => {});
  }

  // All turns as they were read, and what was set right in them before a reload.
  async loadTurns() {
    if (this.turns) return;
    const { of, turns } = await ask("GET", `/api/intake/turns/${this.guid}`);
    const kept = this.said.rows;
    const fits = kept?.of === of && Rows.fits(turns, kept.rows);
    if (!fits) delete this.said.rows;
    Object.assign(this, { turns, of, rows: new Rows(turns, fits ? kept.rows : null) });
  }

  // rows: the turns as somebody set them right; null to take them as they were read.
  mend(rows) {
    this.rows = rows ?? new Rows(this.turns);
    if (this.rows.isMended) this.said.rows = { of: this.of, rows: this.rows.packed };
    else delete this.said.rows;
    this.said.no_names = false;
    for (const { label } of this.speakers) this.said.speakers[label] ??= { voice: "", person: null };
    this.faults = this.faults.filter(({ field }) => !["speakers", "persons", "consent"].includes(field));
    this.keeping.changed();
    keep();
  }

  get speakers() {
    return this.said.rows && this.rows ? this.rows.speakers() : this.card.speakers;
  }

  // What the server does not have yet, for a reload of this tab.
  get unkept() {
    const { keeping: { unkept, elsewhere, revision }, said, touched } = this;
    return unkept && !elsewhere ? { said, touched: [...touched], unkept: { revision } } : {};
  }

  item() {
    const said = this.said;
    const text = this.card.kind === "text";
    return {
      upload: this.guid, name: this.unnamed ? "" : this.name, family: said.family || "", voice: said.voice || "", told_on: said.told_on || "",
      title: said.title || "", event_from: said.event_from || "", event_until: said.event_until || "",
      persons: text ? [] : said.persons ?? [], speakers: text ? said.speakers : {},
      sure: said.sure ?? [], deidentified: Boolean(said.deidentified), no_names: Boolean(said.no_names),
      recording: text ? said.recording || "" : "",
      mended: text && said.rows ? { of: said.rows.of, turns: new Rows([], said.rows.rows).sent } : null,
      transcribe: text ? "" : said.transcribe || "",
    };
  }
}

// What its owner knows a file by whose name was lost: a text's first words, a recording's length and day.
function calledBy(card, { ext, day }) {
  if (card.kind === "recording") return t("Recording of {length}, brought in on {date}", { length: lasts(card.duration_ms), date: day });
  const words = card.first_turns[0]?.text ?? "";
  return `“${[...words].slice(0, 60).join("").trim()}${words.length > 60 ? "…" : ""}” (${ext || card.format}, ${day})`;
}

// One text in the place of two; what was said of the first is said of it, and of who speaks in both.
export async function joined(first, then) {
  const { upload } = await ask("POST", "/api/intake/joined", { items: [first, then].map((file) => ({
    upload: file.guid, mended: file.item().mended })) });
  const { name, unnamed, day, said, touched } = first;
  const file = new File_(null, name, first.ext, first.size + then.size);
  const { rows, ...rest } = said;
  Object.assign(file, { unnamed, day, guid: upload, at: file.size, state: "reading", touched: new Set(touched),
    said: { ...rest, speakers: { ...then.said.speakers, ...said.speakers }, no_names: false,
      deidentified: Boolean(said.deidentified && then.said.deidentified) } });
  const order = [...files].filter(([key]) => key !== then.key).map(([key, one]) => (key === first.key ? [file.key, file] : [key, one]));
  for (const one of [first, then]) one.leave();
  files.clear();
  for (const [key, one] of order) files.set(key, one);
  listener(file);
  await preview([file]);
  file.keeping.changed();
  return file;
}

export const texts = () => [...files.values()].filter((file) => file.isReady && file.card.kind === "text");

export const recordings = () => [...files.values()].filter((file) => file.isReady && file.card.kind === "recording");

function next() {
  const all = [...files.values()];
  const sending = all.filter((file) => file.state === "sending").length;
  for (const file of all.filter((f) => f.state === "waiting" && f.file).slice(0, Math.max(0, AT_ONCE - sending))) file.send();
}

// A page of files at a time: the first can be looked at while the others are read.
async function previewAll(found) {
  for (let at = 0; at < found.length; at += PER_PAGE) await preview(found.slice(at, at + PER_PAGE));
}

async function preview(some) {
  const items = some.map((file) => {
    const asked = { upload: file.guid, name: file.unnamed ? "" : file.name };
    for (const field of ["family", "voice", "told_on"]) if (file.touched.has(field)) asked[field] = file.said[field] || "";
    return asked;
  });
  let cards = [];
  const list = csv;
  try {
    const names = csv ? [...files.values()].filter((file) => !file.unnamed).map((file) => file.name) : [];
    const found = await ask("POST", "/api/intake/preview", { items, csv, names });
    cards = found.items;
    unused = found.unused;
  } catch (fault) {
    for (const file of some) file.to("refused", { error: fault.message || t("There is no connection. Try again.") });
    return fault;
  }
  if (list !== csv) return preview(some); // a list came meanwhile: what it says of these files is not in this answer
  for (const [i, file] of some.entries()) {
    const card = cards[i];
    if (!card.kind) {
      file.to("refused", { error: card.faults[0], guid: null });
      continue;
    }
    file.fill(card);
    file.to("ready");
  }
  keep();
  return null;
}

// A list of files, csv or Excel; what it is read as comes back as text. Answers { fault } with the sentence, { talk }, or { fills }: fields.
export async function takeList(file) {
  let fills = [];
  try {
    const data = btoa(Array.from(new Uint8Array(await file.arrayBuffer()), (byte) => String.fromCharCode(byte)).join(""));
    const found = await ask("POST", "/api/intake/list", { name: file.name, data });
    if (found.talk) {
      // A transcript with times in columns, as Whisper writes: a text like any other.
      File_.add(file);
      return { talk: true };
    }
    ({ csv, fills } = found);
  } catch (fault) {
    return { fault: fault.message || t("There is no connection. Try again.") };
  }
  const ready = [...files.values()].filter((f) => f.isReady);
  await previewAll(ready);
  return { fills };
}

function keep() {
  const kept = {};
  for (const f of files.values()) if (f.guid) kept[f.guid] = { name: f.unnamed ? null : f.name, ...f.unkept };
  shelf.put(KEPT, kept);
}

export function forgetNames() {
  shelf.drop(KEPT);
  forgetStored();
}

keepBeforeLeaving(() => [...files.values()].map((file) => file.keeping));

// After a reload: what has arrived is shown again; what was half way waits for the same file to be chosen.
export async function restored() {
  const kept = shelf.get(KEPT) ?? {};
  const { uploads } = await ask("GET", "/api/uploads");
  const here = new Set([...files.values()].map((file) => file.guid));
  const whole = [];
  for (const upload of uploads.filter((u) => !here.has(u.guid))) {
    const before = kept[upload.guid];
    const date = dayName(upload.created_on, "short");
    const name = before?.name ?? (upload.ext ? t("A {ext} file of {date}", { ext: upload.ext, date }) : t("A file of {date}", { date }));
    const file = new File_(null, name, upload.ext, upload.bytes);
    Object.assign(file, { unnamed: !before?.name, day: dayName(upload.created_on, "short"), guid: upload.guid, at: upload.received });
    file.take(upload.draft, before);
    file.state = upload.received === upload.bytes ? "reading" : "interrupted";
    files.set(file.key, file);
    listener(file);
    if (file.state === "reading") whole.push(file);
  }
  for (const file of files.values()) listener(file);
  await previewAll(whole);
  keep();
}
