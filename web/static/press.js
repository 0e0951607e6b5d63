// What somebody did on a page of Streamlit's, and whether Streamlit answered it: it answers with a run of the page's
// script, and a run that nobody asked for would break off that one, with the press that began it. What comes after a press
// asks here, and nowhere else: whether a sentence stays (stays.js), whether the page may be drawn anew (follow.js), may be
// seen (covered.js), where the focus goes (refocus.js), whether what was typed was stored (typed.js).

import { onChanges } from "/assets/kit/changes.js";

const CONTROL = "button, a[href], [role='button'], [role='option'], [role='tab'], [role='radio'], [role='checkbox']";
const TELLS_MS = 1000; // Streamlit tells of what was pressed a little later, if at all
const STATE = "data-test-script-state";

let acts = 0; // what was done here: pressed, filled in, chosen
let press = null; // what was pressed, when that was done last
let at = 0; // when; ms
let asked = 0; // of them, what Streamlit knew when it was asked last
let waits = false; // it has not said anything since

function acted({ type, target, key, isTrusted }) {
  if (!isTrusted || (type === "keydown" && key !== "Enter") || (type === "click" && !target.closest?.(CONTROL))) return;
  acts += 1;
  at = performance.now();
  const within = target.closest?.("[data-testid='stMain']");
  press = within && (type === "keydown" || (type === "click" && target.closest("button"))) ? target : null;
}

export const sent = () => { [waits, asked] = [true, acts]; };
export const heard = () => { waits = false; };

// The connection is gone, and what waited for it with it: what was pressed, or null.
export function gone() {
  const lost = isBusy() ? pressed() : null;
  [waits, asked] = [false, -1];
  return lost;
}

const stateNow = () => document.querySelector(`[${STATE}]`)?.getAttribute(STATE);

// Whether the page is being drawn.
export const isDrawing = () => (stateNow() ?? "notRunning") !== "notRunning";

// Calls `act` when elements came or went, or drawing began or ended.
export const onDrawn = (act) => onChanges(act, { attributes: true, attributeFilter: [STATE] });

// Which page this is: what was said or typed on another one stays there.
export const address = () => location.pathname + location.search;

// Whether something that was done here may still be on its way, or being done.
export function isBusy() {
  const state = stateNow();
  const untold = press && asked !== acts && performance.now() - at < TELLS_MS;
  return untold || waits || state === "running" || state === "rerunRequested";
}

export const done = () => acts;
export const isAnswered = () => asked === acts && !isBusy();

// What was pressed, when Streamlit knew of it and nothing was done since.
export const pressed = () => (asked === acts && press) || null;

for (const kind of ["click", "keydown", "input", "change"]) addEventListener(kind, acted, { capture: true });
