// The account menu at the top right: who is looking, another pilot, the other language, signing out.
// It lies beside Streamlit's own elements, not inside them, so that no redraw takes it away.
import { lasts } from "/assets/kit/dates.js";
import { el } from "/assets/kit/dom.js";
import { clear, unsentMs } from "/assets/kit/pieces.js";
import { keepOnlyOf } from "/assets/kit/unsaved.js";
import { load, t } from "/assets/kit/words.js";

const pilotOf = (me) => me.pilots.find((one) => one.slug === me.pilot)?.name ?? "";

function action(path, csrf, label, fields = {}) {
  const all = { csrf, next: location.pathname + location.search, ...fields };
  return el("form", { method: "post", action: path },
    ...Object.entries(all).map(([name, value]) => el("input", { type: "hidden", name, value })), el("button", {}, label));
}

function menu(me) {
  const others = me.pilots.filter((one) => one.slug !== me.pilot);
  const [code, name] = me.language === "nl" ? ["en", "English"] : ["nl", "Nederlands"];
  const language = action("/language", me.csrf, name, { language: code });
  language.querySelector("button").lang = code;
  return el("div", { class: "rd-menu" },
    el("p", {}, [pilotOf(me), me.label].filter(Boolean).join(" · ")),
    ...others.map((other) => action("/pilot", me.csrf, other.name, { pilot: other.slug })),
    el("a", { href: "/guide" }, t("Guide")), language, el("a", { href: "/account" }, t("Signing in and devices")),
    el("a", { href: "/password" }, t("Your password")),
    me.through ? el("a", { href: "/elsewhere" }, t("Sign in through your organisation")) : null,
    signOut(me.csrf));
}

// What was recorded on this device goes with signing out; what the server lacks of it is said first.
function signOut(csrf) {
  const form = action("/sign-out", csrf, t("Sign out"));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const ms = await unsentMs();
    if (ms && !confirm(t("On this device {time} of recording has not been sent yet. Signing out takes it away from this device for good. Sign out all the same?", { time: lasts(ms) }))) return;
    await clear();
    form.submit();
  });
  return form;
}

// The answer of /api/me; null where there is none.
export const whoLooks = fetch("/api/me").then((answer) => (answer.ok ? answer.json() : null), () => null).then((me) => {
  if (me) keepOnlyOf(me.owner.split("|")[0]);
  if (me?.zone) document.documentElement.dataset.zone = me.zone; // for times: kit/dates.js
  return me;
});

async function show() {
  const me = await whoLooks;
  if (!me) return;
  await load();
  const roles = me.role_names.join(", ") || t("Account");
  const summary = el("summary", { "aria-label": t("Account and language"), title: roles },
    el("span", { class: "rd-who" }, roles));
  const box = el("details", { class: "rd-account" }, summary, menu(me));
  const pilot = pilotOf(me);
  const brand = el("a", { class: "rd-brand", href: "/", title: pilot }, "Rode Draad",
    pilot ? el("span", {}, ` · ${pilot}`) : null);
  // Before the page, as they are seen: after them the Tab key goes through the menu, and from the end of a page to its start.
  document.getElementById("root").before(brand, box);
  document.addEventListener("click", (event) => { if (!box.contains(event.target)) box.open = false; });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { box.open = false; summary.focus(); }
  });
}

show();
