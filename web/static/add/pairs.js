// A text and its recording belong together, also where more files wait than are stored at a time.

import { browserStorage, Shelf } from "/assets/kit/unsaved.js";

// Recordings that were stored from this tab, by the name they came with: a text of that name may come after them.
const shelf = new Shelf("rd-added|", browserStorage("sessionStorage"));
const KEPT = "stored";

// An ending has a letter in it: what is only a number is the year of a day, in a name without an ending.
const stem = (name) => name.replace(/\.(?=\d*[a-z])[^.]+$/i, "").toLowerCase();

export function storedNow(file) {
  if (file.card.kind === "recording" && !file.unnamed) shelf.put(KEPT, { ...shelf.get(KEPT), [stem(file.name)]: file.guid });
}

export function forgetStored() {
  shelf.drop(KEPT);
}

// By name, the guids of recordings a text can belong to: those stored before that have no text yet, and those here.
// waiting: the guids of recordings in the pilot without a text.
export function byName(recordings, waiting) {
  const before = Object.entries(shelf.get(KEPT) ?? {}).filter(([, guid]) => waiting.has(guid));
  const here = recordings.filter((file) => !file.unnamed).map((file) => [stem(file.name), file.guid]).reverse();
  return new Map([...before, ...here]);
}

// The recording with the name of a text; "" for none.
export const twinOf = (text, names) => (text.unnamed ? "" : names.get(stem(text.name)) ?? "");

// The first `most` files, with each text the recording it belongs to, wherever that stands; a pair is never parted.
export function together(files, most) {
  const sounds = new Map(files.filter((file) => file.card.kind === "recording").map((file) => [file.guid, file]));
  const taken = new Set();
  for (const file of files) {
    const sound = file.card.kind === "text" ? sounds.get(file.said.recording) : null;
    const with_ = [sound, file].filter((one) => one && !taken.has(one));
    if (taken.size + with_.length <= most) for (const one of with_) taken.add(one);
  }
  return [...taken];
}
