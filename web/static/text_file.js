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
    const text = file && await (data.binary ? packed(file) : words(file));
    say.textContent = text === null ? data.binary ? t("This file is too large. Choose another one.")
      : t("This is not text in UTF-8, or it is too large. Choose another file.") : "";
    if (typeof text === "string") input.hand("picked", { name: file.name, text });
  });
  parentElement.append(el("p", { class: "rd-text-file" }, input,
    el("label", { class: "rd-action", for: "rd-text-file" }, data.label), " ", say));
}

async function packed(file) {
  if (file.size > LARGEST) return null;
  let bytes = "";
  for (const byte of new Uint8Array(await file.arrayBuffer())) bytes += String.fromCharCode(byte);
  return btoa(bytes);
}

async function words(file) {
  if (file.size > LARGEST) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    return null;
  }
}
