// Lets somebody choose a text file and hands its words to the page, or any file (data.binary) its bytes as base64; nothing
// is stored. For small files that Streamlit would take by a route that is closed here.

import { el } from "/assets/kit/dom.js";
import { load, t } from "/assets/kit/words.js";

const LARGEST = 4_000_000; // bytes

export function mount({ data, parentElement, setTriggerValue }) {
  show(data, parentElement, setTriggerValue); // not awaited: what is returned here would be taken for a clean-up
}

async function show(data, parentElement, setTriggerValue) {
  await load();
  const known = parentElement.querySelector("input");
  if (known) {
    known.hand = setTriggerValue;
    return;
  }
  const say = el("span", { role: "status" });
  const input = el("input", { type: "file", accept: data.accept, class: "rd-hidden", id: "rd-text-file" });
  input.hand = setTriggerValue;
  input.addEventListener("change", async () => {
    const file = input.files[0];
    input.value = "";
    if (!file) return;
    if (file.size > LARGEST) return void (say.textContent = t("This file is too large. Choose another one."));
    const text = await (data.binary ? packed(file) : words(file));
    say.textContent = text === null ? t("This is not text in UTF-8. Open it, save it as UTF-8 and choose it again.") : "";
    if (text !== null) input.hand("picked", { name: file.name, text });
  });
  parentElement.append(el("p", { class: "rd-text-file" }, input,
    el("label", { class: "rd-action", for: "rd-text-file" }, data.label), " ", say));
}

async function packed(file) {
  let bytes = "";
  for (const byte of new Uint8Array(await file.arrayBuffer())) bytes += String.fromCharCode(byte);
  return btoa(bytes);
}

// The words of a file in UTF-8, or in UTF-16 with its mark, as Notepad calls "Unicode"; null for any other.
async function words(file) {
  const bytes = await file.arrayBuffer(), mark = new Uint8Array(bytes.slice(0, 2)).join();
  const set = { "255,254": "utf-16le", "254,255": "utf-16be" }[mark] ?? "utf-8";
  try {
    return new TextDecoder(set, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
