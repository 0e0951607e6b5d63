// What was typed in a form of Streamlit's and not sent when the sitting ended: kept in this tab, under the address of the
// page, and put back into its fields once the same account is there again. What the server has by then is never typed over.

import { onChanges } from "/assets/kit/changes.js";
import { browserStorage, Shelf, UNSENT } from "/assets/kit/unsaved.js";
import { whoLooks } from "./account.js";

const TEXT = ":is([data-testid='stTextArea'] textarea, [data-testid='stForm'] [data-testid='stTextInput'] input:not([type=password]))";
// unsent.js looks after fields of its own; what is secret, or a real name, is not kept anywhere.
const FIELD = `[data-testid='stMain'] ${TEXT}:not([class*='st-key-unsent-'] *, [autocomplete='one-time-code'])`;
const REAL_NAMES = ["/register", "/people", "/prepare"];

const address = () => location.pathname + location.search;
let owner = ""; // account and pilot
let kept = []; // what is still to be put back here: { label, nth, was, text }

// Each field by its label and, where more have the same, by its place among them.
function fields() {
  const seen = new Map();
  return [...document.querySelectorAll(FIELD)].map((field) => {
    const label = field.getAttribute("aria-label") ?? "";
    const nth = seen.get(label) ?? 0;
    seen.set(label, nth + 1);
    return { field, label, nth };
  });
}

const shelf = () => new Shelf(`${UNSENT.typed}${owner}|`, browserStorage("sessionStorage"));

// Keep what was typed on this page; whether there is anything. Nothing without knowing whose it is.
export function keepTyped() {
  const typed = fields().filter(({ field }) => field.rdTyped && field.value !== field.rdWas);
  if (!owner || !typed.length || REAL_NAMES.includes(location.pathname)) return false;
  const store = shelf();
  store.put(address(), typed.map(({ field, label, nth }) => ({ label, nth, was: field.rdWas ?? "", text: field.value })));
  return store.works;
}

function putBack() {
  if (!kept.length) return;
  for (const { field, label, nth } of fields()) {
    const at = kept.findIndex((one) => one.label === label && one.nth === nth);
    if (at < 0) continue;
    const [{ was, text }] = kept.splice(at, 1);
    if (field.rdTyped || field.value !== was) continue;
    Object.assign(field, { rdTyped: true, rdWas: was });
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value").set.call(field, text);
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
  if (!kept.length) shelf().drop(address());
}

addEventListener("focusin", ({ target }) => { if (target.matches(FIELD)) target.rdWas ??= target.value; }, { capture: true });

whoLooks.then((me) => {
  owner = me?.owner ?? "";
  const found = owner ? shelf().get(address()) : null;
  kept = Array.isArray(found) ? found : [];
  if (!kept.length) return;
  putBack();
  onChanges(putBack);
});
