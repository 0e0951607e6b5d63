// When the connection is lost Streamlit lays a dialog over the whole page and takes the focus, also where people go on
// without a connection: at the desk, in a story, while adding, mending words or saying who speaks. There it is closed as soon as it comes, the focus goes
// back, and what is typed at that very moment goes where it was meant. The page itself says that nothing is saved yet.

import { t } from "/assets/kit/words.js";

const GOES_ON = ".dk-desk, .rd-entry, .rd-add, .sp-page";
const TITLE = "Connection error";
let at = null; // what had the focus last in such a part
let away = false; // the focus is on its way back there

function remember({ target }) {
  if (target.closest?.(GOES_ON)) at = target;
}

const lost = () => document.querySelector("[data-rd-lost]");

function look(node) {
  if (node.nodeType !== Node.ELEMENT_NODE || !document.querySelector(GOES_ON)) return;
  const dialog = node.matches("[role=dialog]") ? node : node.querySelector("[role=dialog]");
  const title = dialog?.querySelector("h2")?.textContent.trim();
  if (title !== TITLE && title !== t(TITLE)) return;
  dialog.dataset.rdLost = "true";
  away = true;
  dispatchEvent(new CustomEvent("rd-lost"));
  dialog.querySelector("button")?.click();
  back();
}

function back() {
  if (lost()) return requestAnimationFrame(back);
  away = false;
  if (document.activeElement === document.body && at?.isConnected) at.focus({ preventScroll: true });
}

// A letter for a dialog that is about to go is meant for the text.
function pass(event) {
  if (away && event.target === document.body && at?.isConnected) return at.focus({ preventScroll: true });
  if (!event.target.closest?.("[data-rd-lost]") || event.ctrlKey || event.metaKey || event.altKey) return;
  const typed = at?.matches("textarea, input:not([type=checkbox], [type=radio])");
  if (event.key.length !== 1 || !(typed || at?.isContentEditable)) return;
  event.preventDefault();
  event.stopPropagation();
  if (!typed) return at.dispatchEvent(new CustomEvent("rd-passed", { bubbles: true, detail: event.key }));
  at.setRangeText(event.key, at.selectionStart, at.selectionEnd, "end");
  at.dispatchEvent(new InputEvent("input", { bubbles: true, data: event.key, inputType: "insertText" }));
}

addEventListener("focusin", remember, { capture: true });
addEventListener("keydown", pass, { capture: true });
new MutationObserver((changes) => {
  for (const { addedNodes } of changes) for (const node of addedNodes) look(node);
}).observe(document.body, { childList: true });
