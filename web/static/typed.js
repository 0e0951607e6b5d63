// What was typed in a form of Streamlit's and not sent: kept in this tab as it is typed, under the address of the page, and
// put back into its fields when the same account is there again: after the sitting ended, the page was loaded anew, or
// one went to another page and back. What the server has by then is never typed over.

import { beforeLeaving, browserStorage, Shelf, UNSENT } from "/assets/kit/unsaved.js";
import { whoLooks } from "./account.js";
import { address, isDrawing, onDrawn } from "./press.js";

const TEXT = ":is([data-testid='stTextArea'] textarea, [data-testid='stForm'] [data-testid='stTextInput'] input:not([type=password]))";
// unsent.js looks after fields of its own; what is secret, or a real name, is not kept anywhere.
const FIELD = `[data-testid='stMain'] ${TEXT}:not([class*='st-key-unsent-'] *, [autocomplete='one-time-code'])`;
const REAL_NAMES = ["/register", "/people", "/prepare"];
const REFUSED = "[data-testid='stMain'] :is([data-testid='stAlertContentError'], [data-testid='stAlertContentWarning'])";
const PRESSED = "[data-testid^='stBaseButton']"; // not those that only tell or open something
const REST_MS = 300; // a long text is not written anew at each letter
const TRIES = 20; // to put one back

// By name of the field: { was, text, sent }: what stood there before, what somebody typed, what was sent of it. By name, for
// Streamlit may draw another element for it at any time.
const written = new Map();
let owner = ""; // account and pilot
let at = address();
let kept = []; // what is still to be put back here: { name, was, sent, text }
let here = []; // what is kept of what was typed on this page, as above
let works = true;
let waits = 0;
let again = 0;

// Each field by its label, the key of its widget, and where more have the same by its place among them; the number at
// the end of a key tells how often a form was sent, and begins anew with the page.
function fields() {
  const seen = new Map();
  return [...document.querySelectorAll(FIELD)].map((field) => {
    const key = field.closest("[class*='st-key-']")?.className.match(/st-key-(\S+)/)[1].replace(/[-_]\d+$/, "") ?? "";
    const name = `${field.getAttribute("aria-label") ?? ""}|${key}`;
    const nth = seen.get(name) ?? 0;
    seen.set(name, nth + 1);
    return { field, name: `${name}|${nth}` };
  });
}

const nameOf = (target) => target.matches?.(FIELD) && fields().find(({ field }) => field === target)?.name;
const shelf = () => new Shelf(`${UNSENT.typed}${owner}|`, browserStorage("sessionStorage"));
const isOpen = ({ sent, text }) => sent !== text;
const all = (some) => [...kept.filter(({ name }) => !written.has(name)), ...some];

function put(place, some) {
  const store = shelf();
  if (some.length) store.put(place, some);
  else store.drop(place);
  works = store.works;
}

// What somebody typed in fields that still show it; or that are not drawn now, unless it was sent: that was stored.
function unsent() {
  const shown = new Map(fields().map(({ field, name }) => [name, field.value]));
  return [...written].map(([name, one]) => ({ name, ...one })).filter((one) =>
    one.text !== one.was && (shown.has(one.name) ? shown.get(one.name) === one.text : isOpen(one)));
}

// Keep what was typed on this page; whether there is anything. Nothing without knowing whose it is.
export function keepTyped() {
  clearTimeout(waits);
  waits = 0;
  if (!owner || at !== address() || REAL_NAMES.includes(location.pathname)) return false;
  const had = here.length + kept.length;
  here = unsent();
  if (here.length || had) put(at, all(here));
  return here.length > 0 && works;
}

// What was sent was stored, unless the page says what is wrong with it or is still at it.
function leave() {
  keepTyped();
  if (here.length && !document.querySelector(REFUSED) && !isDrawing()) put(at, all(here.filter(isOpen)));
}

// Until it stands there: Streamlit may still be drawing the page, shows a field empty before it shows its words, and would
// draw it once more.
function putBack() {
  const shown = new Map(fields().map(({ field, name }) => [name, field]));
  for (const one of [...kept]) {
    const field = shown.get(one.name);
    if (!field) continue;
    one.since ??= performance.now();
    if (isDrawing() || performance.now() - one.since < REST_MS) continue;
    if (field.value !== one.text && [one.was, one.sent].includes(field.value) && one.tries !== 0) enter(field, one);
    else settle(field, one);
  }
  if (kept.some(({ since }) => since)) again ||= setTimeout(() => { again = 0; look(); }, REST_MS);
  keepTyped();
}

function enter(field, one) {
  const isFirst = one.tries === undefined;
  Object.assign(one, { tries: (one.tries ?? TRIES) - 1, since: performance.now() });
  written.set(one.name, { was: field.value, text: one.text, sent: null });
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value").set.call(field, one.text);
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  if (isFirst) field.closest("details:not([open])")?.querySelector("summary")?.click(); // else nobody sees that it is back
}

// It stands there; or something else does, which is never typed over.
function settle(field, one) {
  kept.splice(kept.indexOf(one), 1);
  if (field.value === one.text) hand(field);
}

// A field outside a form sends its words when it is left.
const hand = (field) => field.dispatchEvent(new FocusEvent("focusout", { bubbles: true }));

function arrive() {
  at = address();
  written.clear();
  here = [];
  const found = shelf().get(at);
  kept = Array.isArray(found) ? found : [];
}

function look() {
  if (at !== address()) {
    put(at, all(here.filter(isOpen))); // a page that one leaves after a press has stored what was sent
    arrive();
  }
  if (kept.length) putBack();
  else if (here.length) keepTyped();
}

// Of a field of which nothing was known when somebody typed in it: what stood there then, see page.js.
const begun = (field) => ({ was: field.rdWas ?? "", text: field.value, sent: null });

function type({ target, isTrusted }) {
  const name = nameOf(target);
  if (!name) return;
  const { was, sent } = written.get(name) ?? begun(target);
  if (isTrusted) kept = kept.filter((one) => one.name !== name);
  written.set(name, { was, sent, text: target.value });
  waits ||= setTimeout(keepTyped, REST_MS);
}

function send({ type: kind, target, key, ctrlKey, metaKey }) {
  const entered = key === "Enter" && (target.tagName !== "TEXTAREA" || ctrlKey || metaKey);
  if (kind === "keydown" ? !entered : !target.closest?.(PRESSED)) return;
  const back = kept.filter(({ tries }) => tries !== undefined).map(({ name }) => name);
  kept = kept.filter(({ tries }) => tries === undefined); // what is put back now is not put into the form that comes after
  for (const { field, name } of fields()) {
    if (back.includes(name)) hand(field);
    if (written.has(name)) written.get(name).sent = field.value;
  }
  keepTyped();
}

addEventListener("focusin", ({ target }) => {
  const name = nameOf(target);
  if (name && written.get(name)?.text !== target.value) written.set(name, { was: target.value, text: target.value, sent: null });
}, { capture: true });
addEventListener("input", type, { capture: true });
addEventListener("focusout", keepTyped, { capture: true });
for (const kind of ["click", "keydown"]) addEventListener(kind, send, { capture: true });
beforeLeaving(undefined, { send: leave, atRisk: () => !works && unsent().some(isOpen) });

whoLooks.then((me) => {
  owner = me?.owner ?? "";
  if (!owner) return;
  arrive();
  for (const { field, name } of fields()) if (field.rdTyped) written.set(name, begun(field));
  look();
  onDrawn(look);
});
