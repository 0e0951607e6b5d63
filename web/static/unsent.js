// What was changed in the fields of a page and not stored yet: kept in this browser, and handed back to the page when it
// was lost with a sitting that ended or a window that closed. Forgotten once it is stored, or is as it was.

import { Shelf, UNSENT } from "/assets/kit/unsaved.js";

const here = new Map(); // by element: { data, leave }
let begun = ""; // what was looked for already: fields that begin anew once more are asked about once more

// data: { kind, owner, guid, base, stored, shown, typed, begun, forget }: kind: of UNSENT; base: a text that says of which
// state the words are made, kept with them and handed back; stored and shown by field; typed: those that send their
// words only when they are left, each found by the class st-key-unsent-<field> of its container; begun: another one each
// time the fields begin anew.
export function mount({ data, parentElement, setTriggerValue }) {
  const leave = here.get(parentElement)?.leave ?? (() => here.delete(parentElement));
  here.set(parentElement, { data, leave });
  if (data.forget) shelf(data).drop(data.guid);
  else if (begun === data.begun) keep(data, chosen(data));
  else if (!begun && Object.keys(typedAlready(data)).length) {
    begun = data.begun;
    keep(data, typedAlready(data));
  } else {
    begun = data.begun;
    const was = shelf(data).get(data.guid) ?? {};
    const kept = changes(data, was);
    if (Object.keys(kept).some((field) => kept[field] !== data.shown[field])) setTriggerValue("kept", based(was, kept));
  }
  return leave;
}

const shelf = ({ kind, owner }) => new Shelf(`${UNSENT[kind]}${owner}|`);
const based = ({ base }, values) => (base ? { ...values, base } : values);

// Of these values those that are another than what is stored.
function changes({ stored }, values) {
  return Object.fromEntries(Object.keys(stored)
    .filter((field) => typeof values[field] === "string" && values[field] !== stored[field])
    .map((field) => [field, values[field]]));
}

// What the server knows: of all fields but those in which somebody may have typed since.
const chosen = ({ shown, typed }) =>
  Object.fromEntries(Object.entries(shown).filter(([field]) => !typed.includes(field)));

// What somebody typed while the page was still loading, before anything here listened: page.js was there.
function typedAlready({ typed }) {
  const fields = typed.map((one) => [one, document.querySelector(`.st-key-unsent-${one} :is(input, textarea)`)]);
  return Object.fromEntries(fields.filter(([, field]) => field?.rdTyped).map(([one, field]) => [one, field.value]));
}

function keep(data, values) {
  const now = changes(data, { ...(shelf(data).get(data.guid) ?? {}), ...values });
  if (Object.keys(now).length) shelf(data).put(data.guid, based(data, now));
  else shelf(data).drop(data.guid);
}

addEventListener("input", ({ target }) => {
  for (const { data } of here.values()) {
    const field = data.typed.find((one) => target.closest?.(`.st-key-unsent-${one}`));
    if (field) keep(data, { [field]: target.value });
  }
}, { capture: true });
