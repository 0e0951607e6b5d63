// Handing the device over: who tells, and what kind of story. From then on the server lets nothing else through.
import { el } from "/assets/kit/dom.js";
import { ask } from "/assets/kit/wire.js";
import { load, t } from "/assets/kit/words.js";
import { choice, select } from "./fields.js";

const STYLE = "/assets/entry/entry.css";
const mounted = new WeakSet();

export function mount({ parentElement: parent, data }) {
  if (mounted.has(parent)) return undefined;
  mounted.add(parent);
  if (!document.head.querySelector(`link[href="${STYLE}"]`)) document.head.append(el("link", { rel: "stylesheet", href: STYLE }));
  load().catch(() => {}).then(() => build(parent, data));
  return undefined;
}

// data: people (key, name), templates (key, name, about), begun (draft, name), family: who is chosen already.
function build(parent, data) {
  const who = select("person", t("Who tells?"), data.people, t("Choose who tells"));
  const kind = choice("template", t("What kind of story is it?"), data.templates);
  const fault = el("p", { class: "rd-fault", role: "alert", hidden: true });
  if (data.people.length === 1) who.value = data.people[0].key;
  kind.value = data.templates[0].key;
  const hand = async (asked) => {
    fault.hidden = true;
    try {
      await ask("POST", "/tell", asked);
      location.replace("/tell"); // not in the history: Back leads to no page of before
    } catch (error) {
      fault.textContent = error.message || t("No connection. Your device was not handed over.");
      fault.hidden = false;
    }
  };
  const begun = data.begun.map((one) => el("button", { type: "button", onclick: () => hand({ draft: one.draft }) },
    t("Go on with {name}", { name: one.name })));
  parent.replaceChildren(el("form", { class: "rd-entry", novalidate: true, onsubmit: (event) => event.preventDefault() },
    begun.length ? el("div", { class: "rd-field" }, el("p", { class: "rd-hint" }, t("Begun, and not finished yet:")), el("div", { class: "rd-toggles" }, ...begun)) : null,
    who.element, kind.element, fault,
    el("button", { type: "button", class: "rd-keep", onclick: () => hand({ person: who.value, template: kind.value }) }, t("Hand the device over now"))));
}
