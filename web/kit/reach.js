// Whether what may be read has changed: asked every few seconds while the page is seen or heard, and at once when it
// comes back into sight. What shows material listens to "rd-reach" and compares the stamp with the one it was made at.
// The same answer says which scripts the server has now: "rd-updated" where they are not those of this page.

import { ask } from "./wire.js";

const EVERY_MS = 2000;
const PATIENCE_MS = 5000;
// What the address of this module is stamped with, see web/assets.py; null while somebody changes the files (--dev).
const OURS = new URL(import.meta.url).searchParams.get("v");
let asking = false;

const heard = () => [...document.querySelectorAll("audio, video")].some((sound) => !sound.paused);

// asked: { document } or { recording } to ask about too: a guid, or an address below /recordings/. Returns the answer, or null when nobody answers: without a connection what is open
// stays as it is, and the server hands out nothing more.
export function askReach(asked = {}) {
  const about = new URLSearchParams(asked).toString();
  return ask("GET", `/api/reach${about && `?${about}`}`, undefined, { patience: PATIENCE_MS }).catch(({ status }) => {
    if (status === 401) dispatchEvent(new CustomEvent("rd-signed-out")); // page.js leaves, also while Streamlit is not there
    return null;
  });
}

// changed(): what may be read is not what it was when this was asked first.
export function onReach(signal, changed) {
  let before;
  addEventListener("rd-reach", ({ detail }) => {
    if (before !== undefined && before !== detail) changed();
    before = detail;
  }, { signal });
}

async function look() {
  if (asking || (document.hidden && !heard())) return;
  asking = true;
  const answer = await askReach();
  asking = false;
  if (!answer) return;
  dispatchEvent(new CustomEvent("rd-reach", { detail: answer.stamp }));
  if (OURS && answer.scripts && answer.scripts !== OURS) dispatchEvent(new CustomEvent("rd-updated", { detail: answer.scripts }));
}

export function keepAsking() {
  setInterval(look, EVERY_MS);
  document.addEventListener("visibilitychange", look);
  addEventListener("pageshow", look);
  addEventListener("focus", look);
  addEventListener("online", look);
}
