// What Streamlit calls: mount() once, and again on every change of data or theme, with the same parent element.

import { el } from "/assets/kit/dom.js";
import { take } from "./early.js";
import { Watch } from "./watch.js";
import { t } from "/assets/kit/words.js";

const desks = new WeakMap(); // parent element -> what is mounted there

function tell(parent, fault) {
  if (!fault.status) console.error(fault);
  parent.append(el("p", { class: "dk-fault", role: "alert" },
    fault.message && fault.status ? fault.message : t("The document could not be fetched. Reload the page to try again."),
    " ", fault.status === 401 ? el("a", { href: "/sign-in" }, t("Sign in"))
      : el("a", { href: "/documents" }, t("Conversations"))));
}

function kept(n) {
  return n === 1
    ? t("One action is not stored. It is kept in this browser, without any text, and sent when you can read this again.")
    : t("{n} actions are not stored. They are kept in this browser, without any text, and sent when you can read this again.", { n });
}

// Nothing of the text stays on the screen or in memory. What was not sent holds no text and stays in the browser.
function shut(here, parent, sentence) {
  const unsent = here.desk.unsent;
  here.desk.end();
  here.desk = null;
  getSelection()?.removeAllRanges();
  parent.append(el("div", { class: "dk-fault dk-shut", role: "alert" }, el("p", {}, sentence),
    unsent ? el("p", {}, kept(unsent)) : null,
    el("p", {}, el("a", { href: "/documents" }, t("Conversations")))));
}

// Only the last returned function is called when the component leaves the page, so it is the same one each time.
export function mount({ data, parentElement }) {
  const known = desks.get(parentElement);
  if (known && known.document === data.document && known.version === data.version) {
    known.desk?.look();
    return known.leave;
  }
  known?.leave();
  const here = { document: data.document, version: data.version, desk: null, watch: null, left: false };
  here.leave = () => {
    here.left = true;
    here.watch?.end();
    here.desk?.end();
    if (desks.get(parentElement) === here) desks.delete(parentElement);
  };
  desks.set(parentElement, here);
  take(data.document, data.version).then((desk) => {
    if (here.left) return;
    here.desk = desk;
    if (desk.element.isConnected) desk.moveTo(parentElement); // early.js shows it already
    else {
      parentElement.append(desk.element);
      desk.begin(data.at);
    }
    here.watch = new Watch({
      document: data.document, stamp: desk.state.data.reach, recording: desk.state.data.document.recording,
      shut: (sentence) => shut(here, parentElement, sentence), opened: () => location.reload(), silent: () => here.desk?.silence(),
      news: (...told) => here.desk?.sync.heard(...told),
    });
  }).catch((fault) => {
    if (!here.left) tell(parentElement, fault);
  });
  return here.leave;
}
