// A page that stayed open while the server was brought up to date runs the scripts of before, which go on working until
// something differs between the two. It says so, and is loaded anew when that suits who works on it: never by itself.

import { el } from "/assets/kit/dom.js";
import { load, t } from "/assets/kit/words.js";

let told = ""; // the scripts it was said of

async function say({ detail: scripts }) {
  if (told === scripts) return;
  told = scripts;
  await load();
  document.querySelector(".rd-updated")?.remove();
  const later = () => bar.remove();
  const bar = el("div", { class: "rd-updated", role: "status" },
    el("span", {}, t("Rode Draad was updated.")),
    el("button", { type: "button", onclick: () => location.reload() }, t("Load the page anew")),
    el("button", { type: "button", onclick: later }, t("Later")));
  document.body.append(bar);
}

addEventListener("rd-updated", say);
