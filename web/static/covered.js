// What may be read has changed and the page still shows what it showed: the press of somebody is done first, or the page is
// drawn slowly. Until it is drawn anew it is covered, so that what was withdrawn leaves within five seconds: two until that
// is known (kit/reach.js), and these.

import { el } from "/assets/kit/dom.js";
import { load, t } from "/assets/kit/words.js";
import { isDrawing } from "./press.js";

const COVERS_MS = 1500;
const LOOKS_MS = 200;
const COVERED = "rd-covered";

let made = ""; // the stamp of what was in reach when the run began that this page is of
let now = ""; // and as it is
let waits = 0;
let held = null; // what had the focus

const isDrawn = () => made === now && !isDrawing();

// A run of the page has begun, at this stamp.
export function begun(stamp) {
  if (made && made !== stamp) changed();
  made = now = stamp;
}

// This is in reach now.
export function seen(stamp) {
  now = stamp;
  if (made !== now) changed();
}

function changed() {
  waits ||= setTimeout(cover, COVERS_MS);
}

async function cover() {
  if (isDrawn()) return uncover();
  waits = setTimeout(cover, LOOKS_MS);
  if (document.documentElement.classList.contains(COVERED)) return;
  held = document.activeElement;
  document.documentElement.classList.add(COVERED);
  await load();
  if (document.documentElement.classList.contains(COVERED)) document.body.append(el("p", { class: "rd-cover", role: "status" },
    t("What may be read has changed. The page is drawn anew.")));
}

function uncover() {
  waits = 0;
  document.documentElement.classList.remove(COVERED);
  for (const told of document.querySelectorAll(".rd-cover")) told.remove();
  if (held?.isConnected && document.activeElement === document.body) held.focus({ preventScroll: true });
  held = null;
}
