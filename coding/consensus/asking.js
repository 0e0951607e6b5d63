// Asking for a code: all of them in a list that one searches by typing.

import { el } from "/assets/kit/dom.js";
import { t } from "/assets/kit/words.js";

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

// codes: those that can be given; done(key): of the one that was chosen.
export function askCode(parent, codes, done) {
  const options = codes.map((code) => {
    const button = el("button", { type: "button", onclick: () => choose(code.key) }, el("i", { class: "tg-stripe", style: `--light: ${code.color}; --dark: ${code.color_dark}` }), ` ${code.name}`);
    return { button, item: el("li", {}, button), hay: plain(`${code.name} ${code.definition}`) };
  });
  const find = el("input", { type: "text", "aria-label": t("Search a code"), placeholder: t("Search a code"), oninput: () => narrow() });
  const dialog = el("dialog", { class: "tg-dialog", "aria-label": t("Another code") }, el("h2", {}, t("Another code")), find,
    el("ul", { class: "tg-codes" }, ...options.map(({ item }) => item)), el("form", { method: "dialog" }, el("button", {}, t("Cancel"))));
  const choose = (key) => {
    dialog.close();
    done(key);
  };
  const narrow = () => {
    const words = plain(find.value).split(/\s+/).filter(Boolean);
    options.forEach(({ item, hay }) => { item.hidden = !words.every((word) => hay.includes(word)); });
  };
  find.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    options.find(({ item }) => !item.hidden)?.button.click();
  });
  dialog.addEventListener("close", () => dialog.remove());
  parent.append(dialog);
  dialog.showModal();
  find.focus();
}
