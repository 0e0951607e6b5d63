// The account menu at the top right: who is looking, another pilot, the other language, signing out.
// It lies beside Streamlit's own elements, not inside them, so that no redraw takes it away.
import { load, t } from "./words.js";

const ROLES = { coach: "coach", evaluator: "evaluator", steering: "steering group", admin: "administrator" };

function field(name, value) {
  const input = document.createElement("input");
  Object.assign(input, { type: "hidden", name, value });
  return input;
}

function action(path, csrf, label, fields = {}) {
  const form = document.createElement("form");
  Object.assign(form, { method: "post", action: path });
  form.append(field("csrf", csrf), field("next", location.pathname + location.search));
  for (const [name, value] of Object.entries(fields)) form.append(field(name, value));
  const button = document.createElement("button");
  button.textContent = label;
  form.append(button);
  return form;
}

function menu(me) {
  const list = document.createElement("div");
  list.className = "rd-menu";
  const pilot = me.pilots.find((one) => one.slug === me.pilot);
  const who = document.createElement("p");
  who.textContent = [pilot?.name, me.label].filter(Boolean).join(" · ");
  list.append(who);
  for (const other of me.pilots) {
    if (other.slug !== me.pilot) list.append(action("/pilot", me.csrf, other.name, { pilot: other.slug }));
  }
  const guide = document.createElement("a");
  guide.href = "/guide";
  guide.textContent = t("Guide");
  list.append(guide);
  const [code, name] = me.language === "nl" ? ["en", "English"] : ["nl", "Nederlands"];
  const language = action("/language", me.csrf, name, { language: code });
  language.querySelector("button").lang = code;
  const password = document.createElement("a");
  password.href = "/password";
  password.textContent = t("Your password");
  list.append(language, password, action("/sign-out", me.csrf, t("Sign out")));
  return list;
}

function brand(me) {
  const link = document.createElement("a");
  link.className = "rd-brand";
  link.href = "/";
  link.textContent = "Rode Draad";
  link.title = me.pilots.find((one) => one.slug === me.pilot)?.name ?? "";
  return link;
}

// Marked for the catalogue: t("coach") t("evaluator") t("steering group") t("administrator")
async function show() {
  const answer = await fetch("/api/me");
  if (!answer.ok) return;
  const me = await answer.json();
  await load(me.language);
  const box = document.createElement("details");
  box.className = "rd-account";
  const summary = document.createElement("summary");
  const who = document.createElement("span");
  who.className = "rd-who";
  who.textContent = me.roles.map((role) => t(ROLES[role])).join(", ") || t("Account");
  summary.setAttribute("aria-label", t("Account and language"));
  summary.append(who);
  box.append(summary, menu(me));
  document.body.append(brand(me), box);
  document.addEventListener("click", (event) => { if (!box.contains(event.target)) box.open = false; });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { box.open = false; summary.focus(); }
  });
}

show();
