// Loaded before Streamlit on every page: keeps the page's language, and leaves for the sign-in page when the
// sitting is over, so that nothing stays readable on a screen nobody is signed in to.

import { keepAsking } from "/assets/kit/reach.js";
import { somethingUnsent } from "/assets/kit/unsaved.js";
import { language, locale } from "/assets/kit/words.js";
import "./account.js";
import "./anchor.js";
import "./calm.js";
import "./enter.js";
import "./focus.js";
import "./heads.js";
import "./mended.js";
import "./memo.js";
import "./menu.js";
import "./motion.js";
import { heard, sent } from "./press.js";
import "./refocus.js";
import { back, cut } from "./stays.js";
import "./tips.js";
import "./translate.js";
import "./twice.js";
import { keepTyped } from "./typed.js";
import "./updated.js";

keepAsking();

// Streamlit would ask every part of the address whether the program lives there, and wait for the refusals.
window.__streamlit = { BACKEND_BASE_URL: location.origin };

// A field may be typed in before the module that looks after it has come: see unsent.js.
// What stood in it before is told once more to what keeps typed words: typed.js.
addEventListener("beforeinput", ({ target }) => { target.rdWas ??= target.value; }, { capture: true });
addEventListener("input", ({ target, isTrusted }) => { if (isTrusted) target.rdTyped = true; }, { capture: true });

const SIGNED_OUT = 4401;
const CHANGED = 4409;

// Streamlit's calendar and numbers speak the browser's language; they have to speak that of the page.
Object.defineProperties(navigator, {
  language: { configurable: true, get: () => locale },
  languages: { configurable: true, get: () => [locale] },
});

// What the sign-in page says of why it is there, and of what was being written: the keys of WHY in web/sign_in/page.py.
function why() {
  const typed = keepTyped();
  if (somethingUnsent()) return "kept";
  if (typed) return "typed";
  return location.pathname === "/story" ? "draft" : "ended";
}

// So long the page waits for who must put something away first: sound that was recorded just now. ms.
const LAST_WORDS_MS = 1000;

async function leave() {
  const here = location.pathname + location.search;
  const waits = [];
  dispatchEvent(new CustomEvent("rd-leaving", { detail: waits }));
  if (waits.length) await Promise.race([Promise.allSettled(waits), new Promise((over) => { setTimeout(over, LAST_WORDS_MS); })]);
  location.replace(`/sign-in?${new URLSearchParams({ ...(here === "/" ? {} : { next: here }), why: why() })}`);
}

async function askWhetherSignedIn() {
  try {
    const answer = await fetch("/_stcore/health", { cache: "no-store" });
    if (answer.status === 401) leave();
  } catch {
    // No connection: Streamlit says so itself and goes on trying.
  }
}

addEventListener("rd-signed-out", askWhetherSignedIn);

// A refused handshake shows only as code 1006, hence the question; a cut socket says why.
window.WebSocket = class extends WebSocket {
  constructor(...given) {
    super(...given);
    this.addEventListener("open", back);
    this.addEventListener("message", heard);
    this.addEventListener("close", (event) => {
      if (event.code === SIGNED_OUT) leave();
      else if (event.code === CHANGED) location.reload();
      else {
        cut();
        if (event.code === 1006) askWhetherSignedIn();
      }
    });
  }

  send(said) {
    super.send(said);
    sent();
  }
};

new MutationObserver(() => {
  if (document.documentElement.lang !== language) document.documentElement.lang = language;
}).observe(document.documentElement, { attributes: true, attributeFilter: ["lang"] });
