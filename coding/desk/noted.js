// Memos on words of this text and on the text itself: which words have one, and the dialog over the desk. Those on
// codings hang on their card, see board.js.

import { el } from "/assets/kit/dom.js";
import { t } from "/assets/kit/words.js";

export class Noted {
  // picked: see selection.js; back(): the focus goes to the text.
  constructor(state, { picked, back }) {
    Object.assign(this, { state, picked, back });
    this.button = el("button", { type: "button", class: "dk-plain", "aria-keyshortcuts": "M", title: "M", onclick: () => this.open() },
      t("Memo"));
    // A press must not take the selection away.
    this.button.addEventListener("mousedown", (event) => event.preventDefault());
  }

  // The words the dialog is about: those selected; else the first in this turn that have a memo; else none.
  get words() {
    const { state } = this;
    const selected = state.span && state.places.trimmed(state.span);
    if (selected) return selected;
    return state.noted.find(({ start }) => state.places.turnAt(start) === state.here) || null;
  }

  async open() {
    if (notKept(this.state)) return;
    this.picked().read();
    const { state, words } = this;
    const { account, csrf, document: { guid, title, version } } = state.data;
    const at = document.activeElement;
    const { openMemo } = await import("/assets/memos/dialog.js");
    const span = words && { start: words.start, end: words.end, version };
    await openMemo({
      on: span ? "passage" : "document", guid, span, csrf, account,
      title: span ? t("Memo on “{words}”", { words: shown(state.places.text(span.start, span.end)) }) : t("Memo on {name}", { name: title }),
      closed: ({ memos }) => {
        if (span && memos !== null) state.notes(span, memos > 0);
        if (at?.isConnected && at !== document.body) at.focus({ preventScroll: true });
        else this.back();
      },
    });
  }
}

// The practice conversation is one's own and is thrown away: nobody would find what was written on it.
export function notKept(state) {
  if (state.data.is_practice) state.hint(t("Memos are not kept with the practice conversation. Write one on a real text, or in the journal."));
  return Boolean(state.data.is_practice);
}

const shown = (text) => (text.length > 60 ? `${text.slice(0, 57).trimEnd()}…` : text).replace(/\p{Cs}/gu, "");
