// A page that is drawn anew takes the button away that was just pressed, and the focus falls to nowhere: the keyboard
// would begin at the top again, and a screen reader would lose its place. It goes to what has come in the place of what
// had it, else to the head of what it was folded in, else to the title of the page.

import { isDrawing, onDrawn } from "./press.js";

const MAIN = "[data-testid='stMain']";
const DIALOG = "[role='dialog']";
const HELD = "button, a[href], summary, input, textarea, [role='radio'], [role='combobox'], [tabindex='0']";
const SETTLES_MS = 900; // Streamlit draws a page in parts: what replaces it may come a little later, or once it rests

let last = null; // { node, name, nth }
let since = 0;
let asked = false; // a dialog came between, of which nothing stays
let seen = -Infinity; // when a dialog stood there last
let ended = seen; // when it was gone
const AFTER_MS = [150, 500, 1200]; // a dialog gives the focus back, and the page drawn behind it may take it once more

const nameOf = (node) => [node.tagName, node.getAttribute("role"), node.getAttribute("aria-label") || node.innerText || node.name
  || ""].join("|");

function alike(name) {
  return [...document.querySelectorAll(`${MAIN} :is(${HELD})`)].filter((one) => nameOf(one) === name && one.checkVisibility());
}

function remember({ target }) {
  asked = Boolean(target.closest?.(DIALOG));
  if (asked) return;
  last = target.closest?.(MAIN) && target.matches(HELD) && !target.closest(".dk-desk, .rd-entry, .rd-add")
    ? { node: target, name: nameOf(target), nth: alike(nameOf(target)).indexOf(target), row: target.closest("details") } : null;
  since = 0;
}

// A finger did not ask for the keyboard of a phone.
const types = (node) => node.matches("input:not([type=checkbox], [type=radio]), textarea, [role='combobox']");

function look() {
  const open = Boolean(document.querySelector(DIALOG));
  if (open) seen = performance.now();
  else if (seen > ended) {
    ended = performance.now();
    for (const ms of AFTER_MS) setTimeout(look, ms);
  }
  const after = asked || performance.now() - ended < 2 * Math.max(...AFTER_MS);
  const stays = last?.node.isConnected && last.node.checkVisibility();
  if (!last || (stays && !after)) return;
  if ((document.activeElement && document.activeElement !== document.body) || open) return;
  if (stays) {
    last.node.focus({ preventScroll: true });
    return;
  }
  const found = alike(last.name);
  const next = found[Math.min(last.nth, found.length - 1)];
  since ||= performance.now();
  if (next) {
    if (!(types(next) && matchMedia("(pointer: coarse)").matches)) next.focus({ preventScroll: true });
  } else if (performance.now() - since > SETTLES_MS && !isDrawing()) {
    const head = (last.row?.isConnected && last.row.querySelector("summary")) || document.querySelector(`${MAIN} h1`);
    if (head?.tabIndex < 0) head.setAttribute("tabindex", "-1"); // a title
    head?.focus({ preventScroll: true });
  } else {
    setTimeout(look, SETTLES_MS / 3);
    return;
  }
  if (!next) last = null;
}

addEventListener("focusin", remember, { capture: true });
onDrawn(look);
