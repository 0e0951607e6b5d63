// What is asked for in a window of its own: another pseudonym, and what selected words are.

import { el } from "/assets/kit/dom.js";
import { t } from "/assets/kit/words.js";
import { kinds } from "./labels.js";

function asked(title, fields, button, given) {
  const fault = el("p", { role: "alert", class: "nm-fault" });
  const dialog = el("dialog", { class: "nm-dialog", "aria-label": title }, el("h2", {}, title),
    el("form", { method: "dialog", onsubmit: (event) => {
      const why = given();
      if (why) event.preventDefault();
      fault.textContent = why ?? "";
    } }, ...fields, fault, el("div", { class: "nm-row" }, el("button", { class: "nm-main" }, button),
      el("button", { type: "button", onclick: () => dialog.close() }, t("Cancel")))));
  dialog.addEventListener("close", () => dialog.remove());
  return dialog;
}

// Another pseudonym for a name; then(pseudonym).
export function askPseudonym(parent, word, now, then) {
  const input = el("input", { type: "text", maxlength: "80", value: now, autocomplete: "off" });
  const dialog = asked(t("Another pseudonym for “{word}”", { word }), [
    el("label", {}, t("What stands in its place in every text"), input)], t("Store and next"), () => {
    const said = input.value.trim();
    if (!said) return t("Write what stands in its place.");
    then(said);
    return null;
  });
  parent.append(dialog);
  dialog.showModal();
  input.select();
}

// What selected words are; then(kind, pseudonym).
export function askKind(parent, word, then) {
  const kind = el("select", {}, ...[...kinds()].map(([key, name]) => el("option", { value: key }, name)));
  const said = el("input", { type: "text", maxlength: "200", autocomplete: "off" });
  const hint = el("span", {});
  const told = () => {
    hint.textContent = kind.value === "other" ? t("How it is said instead")
      : t("What stands in its place; left empty, the program chooses");
  };
  kind.addEventListener("change", told);
  told();
  const dialog = asked(t("“{word}” shows who somebody is", { word }), [
    el("label", {}, t("What it is"), kind), el("label", {}, hint, said)], t("Mark it"), () => {
    if (kind.value === "other" && !said.value.trim()) return t("Write how it is said instead.");
    then(kind.value, said.value.trim());
    return null;
  });
  parent.append(dialog);
  dialog.showModal();
  kind.focus();
}
