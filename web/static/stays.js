// What is wrong with what somebody pressed stays until somebody does something. Streamlit knows such a sentence only in the
// run of the press, and draws the page anew without it whenever it connects again or something else changes. And when
// the connection goes in the middle of a press, nobody knows whether it was done: that is said in the same place.

import { el } from "/assets/kit/dom.js";
import { load, t } from "/assets/kit/words.js";
import { address, done, gone, isAnswered, onDrawn, pressed } from "./press.js";

const WHOLE = "[data-testid='stElementContainer']"; // what Streamlit lays around each element
const FAULT = "[data-testid='stMain'] :is([data-testid='stAlert']:has([data-testid='stAlertContentError']), .rd-cut)";

const CONNECTS_MS = 300; // until Streamlit sends again what it is told
const told = new Map(); // element -> { act, address, copy, way }: after which act, where, and how to find that place again
let cutOff = null; // what was pressed when the connection went: { at, act, address }

const whole = (node) => node.closest(WHOLE) ?? node;

// What stands before it, and what it stands in, from the inside out.
function wayTo(node) {
  const way = [];
  for (let at = node; at && !at.matches("[data-testid='stMain']"); at = at.parentElement) way.push([at.previousElementSibling, at.parentElement]);
  return way;
}

function put(node, way) {
  for (const [before, within] of way) {
    if (before?.isConnected) return before.after(node);
    if (within?.isConnected) return within.append(node);
  }
}

function keep(node) {
  const known = told.get(node);
  if (!known && !pressed()) return;
  const { act, copy, ...place } = known ?? { act: done(), address: address() };
  // While it may go, Streamlit shows it faded.
  const kept = node.dataset.stale === "true" && copy ? copy : node.cloneNode(true);
  told.set(node, { ...place, act: isAnswered() ? done() : act, copy: kept, way: wayTo(node) });
}

function lost(node, { act, copy, way, address: there }) {
  told.delete(node);
  if (act !== done() || there !== address()) return;
  copy.dataset.rdStays = "";
  put(copy, way);
}

function look() {
  const here = new Set([...document.querySelectorAll(FAULT)].map(whole));
  for (const [node, known] of [...told]) {
    const ours = node.matches("[data-rd-stays]");
    if (ours && (known.address !== address() || (known.act !== done() && isAnswered()))) {
      told.delete(node);
      here.delete(node);
      node.remove();
    } else if (!here.has(node)) lost(node, known);
  }
  for (const node of here) keep(node);
}

function sayCut() {
  const { at, act, address: there } = cutOff;
  cutOff = null;
  if (act !== done() || there !== address()) return;
  const words = el("p", { class: "rd-cut", role: "alert", "data-rd-stays": "" },
    t("The connection was gone when you pressed. Look whether it was done; if not, press once more."));
  put(words, at);
}

// The connection with Streamlit is gone: Streamlit connects again, and asks nothing again.
export function cut() {
  const lost = gone();
  if (lost) cutOff = { at: [[whole(lost), null], ...wayTo(whole(lost))], act: done(), address: address() };
}

// It is back: what is shown may be older than the press.
export async function back() {
  if (!cutOff) return;
  await load();
  setTimeout(() => dispatchEvent(new CustomEvent("rd-again")), CONNECTS_MS);
  sayCut();
}

onDrawn(look);
