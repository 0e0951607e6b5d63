// What is written in a long field and not sent yet: kept in this browser, and handed back to the page when the words
// were lost with a sitting that ended or a window that closed. One field a page; forgotten once it is stored.

import { Shelf } from "/assets/kit/unsaved.js";

const FIELD = "[class~='st-key-unsent-field'] textarea";

let now = null; // what the page said last of its field: { owner, guid, stored, shown, forget }

const shelf = () => new Shelf(`rd-retell|${now.owner}|`);

export function mount({ data, setTriggerValue }) {
  const first = now?.guid !== data.guid || now.owner !== data.owner || !document.querySelector(FIELD);
  now = data;
  const kept = shelf().get(data.guid);
  if (typeof kept !== "string") return;
  if (data.forget || kept === data.stored) shelf().drop(data.guid);
  else if (first && kept !== data.shown) setTriggerValue("kept", { text: kept });
}

addEventListener("input", ({ target }) => {
  if (!now || !target.matches?.(FIELD)) return;
  if (target.value === now.stored) shelf().drop(now.guid);
  else shelf().put(now.guid, target.value);
}, { capture: true });
