// The fields of one file. Each says its fault in place and takes what the user says with `say(field, value)`.

import { dayName, lasts } from "/assets/kit/dates.js";
import { dayInput } from "/assets/kit/day.js";
import { el } from "/assets/kit/dom.js";
import { t } from "/assets/kit/words.js";
import { recordings } from "./files.js";
import { NEWCOMER, newcomer } from "./newcomer.js";

let ids = 0;

function labelled(context, field, label, control, hint, shown = control) {
  const id = `rd-field-${++ids}`;
  const faults = context.file.faults.filter((fault) => fault.field === field);
  control.id = id;
  control.dataset.field ??= field;
  if (faults.length) {
    control.setAttribute("aria-invalid", "true");
    control.setAttribute("aria-describedby", `${id}-fault`);
  }
  return el("div", { class: "rd-field" }, el("label", { for: id }, label), shown,
    hint ? el("span", { class: "rd-soft" }, hint) : null,
    faults.length ? el("span", { class: "rd-fault", id: `${id}-fault`, "data-about": field }, faults.map((f) => f.sentence).join(" ")) : null,
    ...faults.filter((f) => f.asks).map((f) => sureOf(context, f)));
}

// A date that may be a slip: said to be right, it is not asked about again.
function sureOf({ file, say }, fault) {
  return el("button", { type: "button", onclick: () => {
    file.faults = file.faults.filter((other) => other.asks !== fault.asks);
    say("sure", [...(file.said.sure ?? []), fault.asks], true);
  } }, t("Yes, it is right"));
}

const MANY = 60;
// "Not now", Dutch and English are there before anybody opens the list.
const USUAL = 3;

function select(options, value, onchange, always = 1) {
  const made = el("select", { onchange: () => onchange(made.value) });
  const put = (shown, key) => {
    made.replaceChildren(...shown.map(([one, label]) => el("option", { value: one }, label)));
    made.value = key;
  };
  const few = (key) => put(options.filter(([one], at) => at < always || one === key), key);
  const first = options.some(([key]) => key === value) ? value : "";
  if (options.length <= MANY) put(options, first);
  else {
    // The families of a whole programme, once for each of many files, would be a heavy page: they are all there while
    // somebody chooses among them.
    few(first);
    const all = () => made.length < options.length && put(options, made.value);
    made.addEventListener("pointerdown", all);
    made.addEventListener("focus", all);
    made.addEventListener("blur", () => few(made.value));
  }
  return made;
}

export function familyOf(context) {
  const options = [["", t("Choose...")], ...context.choices.families.map((f) => [f.guid, f.pseudonym])];
  return labelled(context, "family", t("Family"), select(options, context.file.said.family, (guid) => {
    toFamily(context.file, guid, context.choices);
    context.say("recording", "", true);
  }), consentOf(context));
}

// A file is about this family; who speaks and which recording it belongs to follow.
export function toFamily(file, guid, choices) {
  file.say("family", guid);
  reassign(file, choices.families.find((one) => one.guid === guid), choices.professionals);
  file.said.recording = "";
}

// A consent that is missing whatever one fills in, said as soon as the family is chosen; null when there is none.
function consentOf({ family, file }) {
  if (!family) return null;
  const nobody = !family.persons.some((person) => person.consents.includes("analyse"));
  if (!nobody && (family.tellable || file.said.voice === "family")) return null;
  return el("span", {}, nobody ? t("Nobody in this family consents to analysing.")
    : t("Somebody in this family withdrew consent to analysing: others may not tell about it."), " ",
  el("a", { href: `/families?family=${family.guid}#consent`, target: "_blank" }, t("To the consents")));
}

// People of the family before do not speak in this one: the same roles are looked for, and who is another now is told.
function reassign(file, family, professionals) {
  const known = [...(family?.persons ?? []), ...(family?.coaches ?? []), ...professionals].map((p) => p.guid);
  const alike = (label) => (family?.persons ?? []).filter((p) => p.role && label.toLowerCase().startsWith(p.role.toLowerCase()));
  file.moved = [];
  for (const [label, said] of Object.entries(file.said.speakers ?? {})) {
    const before = said.person;
    if (said.voice === "coach") said.person = family?.coaches.length === 1 ? family.coaches[0].guid : null;
    else if (said.person && !known.includes(said.person)) said.person = null;
    if (said.voice === "family" && !said.person) said.person = alike(label).length === 1 ? alike(label)[0].guid : null;
    if (before && said.person !== before) file.moved.push(label);
  }
  file.said.persons = (file.said.persons ?? []).filter((guid) => known.includes(guid));
}

export function voiceOf(context) {
  const options = [["", t("Choose...")], ...context.choices.voices.map((one) => [one.key, one.name])];
  return labelled(context, "voice", t("Who tells"), select(options, context.file.said.voice, (voice) => {
    onlyTeller(context, voice);
    toVoice(context.file, voice, context.choices);
    context.say("voice", voice, true);
  }));
}

// Who tells it is this voice; a title that nobody gave says so, and follows.
export function toVoice(file, voice, choices) {
  if (file.card.kind === "text" && !file.touched.has("title")) {
    file.said.title = voice === file.card.voice ? file.card.title : choices.voices.find((one) => one.key === voice)?.title ?? "";
  }
  file.say("voice", voice);
}

// Of a recording: where only one person can be meant, she is filled in.
function onlyTeller({ file, family, choices }, voice) {
  if (file.card.kind !== "recording" || (file.said.persons ?? []).length) return;
  const can = voice === "family" ? (family?.persons ?? []).filter((p) => p.kind === "parent")
    : voice === "coach" ? family?.coaches ?? [] : choices.professionals.filter((p) => p.voice === voice);
  if (can.length === 1) file.said.persons = [can[0].guid];
}

function day(context, field, label, hint) {
  const input = dayInput({ max: context.choices.today, value: context.file.said[field] ?? "", about: label });
  const said = () => { if (input.value !== (context.file.said[field] ?? "")) context.say(field, input.value); };
  // With the key that makes it a date: what was said of it would else go, and all below move, under the next press.
  input.control.addEventListener("input", () => { if (input.value) said(); });
  input.control.addEventListener("change", said);
  return labelled(context, field, label, input.control, hint, input.element);
}

export const toldOn = (context) => day(context, "told_on", t("Told on"));

export function periodOf(context) {
  return [day(context, "event_from", t("What is told began on"), t("When it is about another time than it was told.")),
    day(context, "event_until", t("and ended on"))];
}

export const turns = (n) => (n === 1 ? t("1 turn") : t("{n} turns", { n }));

export function titleOf(context) {
  const input = el("input", { type: "text", value: context.file.said.title ?? "", maxlength: 120,
    oninput: () => context.say("title", input.value) });
  return labelled(context, "title", t("Title"), input, t("No names of people."));
}

const nameOf = (person) => (person.role && person.role.toLowerCase() !== person.name.toLowerCase() ? `${person.name} (${person.role})` : person.name);

// Who a label can be: "voice|guid of the person".
function people({ family, choices }) {
  return [
    ["", t("Choose...")],
    ["other|", t("The interviewer or somebody else")],
    ...(family?.persons ?? []).map((p) => [`family|${p.guid}`, nameOf(p)]),
    ...(family?.coaches ?? []).map((p) => [`coach|${p.guid}`, `${p.name} (${t("coach")})`]),
    ...choices.professionals.map((p) => [`${p.voice}|${p.guid}`, nameOf(p)]),
    ...choices.voices.filter((one) => one.working).map((one) => [`${one.key}|`, one.name]),
    ...(family ? [[NEWCOMER, t("Somebody of the family who is not here yet...")]] : []),
  ];
}

export function speakersOf(context) {
  const { file } = context;
  const faults = file.faults.filter((fault) => ["speakers", "persons"].includes(fault.field));
  const options = people(context);
  const rows = file.speakers.map((speaker) => {
    const said = file.said.speakers[speaker.label] ?? { voice: "", person: null };
    const box = select(options, `${said.voice}|${said.person ?? ""}`, (value) => {
      if (value === NEWCOMER) return newcomer(context, speaker.label, box);
      const [voice, person] = value.split("|");
      file.said.speakers[speaker.label] = { voice, person: person || null };
      file.moved = file.moved.filter((one) => one !== speaker.label);
      context.say("speakers", file.said.speakers);
      context.say("persons", null, true);
    });
    box.dataset.field = `speaker ${speaker.label}`;
    if (faults.length && !box.value) box.setAttribute("aria-invalid", "true");
    const label = speaker.label || t("(no speaker named)");
    box.setAttribute("aria-label", t("Who is {label}?", { label }));
    return el("tr", {}, el("th", { scope: "row" }, label), el("td", {}, box),
      el("td", { class: "rd-soft" }, `${turns(speaker.turns)} · “${speaker.example}”`));
  });
  return el("fieldset", {}, el("legend", {}, t("Who is who")),
    el("table", { class: "rd-speakers" }, el("tbody", {}, ...rows)),
    file.moved.length ? el("p", { class: "rd-note", role: "status" }, t("With the family, who this is has changed: {labels}. Check it.",
      { labels: file.moved.join(", ") })) : null,
    ...faults.map((fault) => el("p", { class: "rd-fault" }, fault.sentence)));
}

export function tellersOf(context) {
  const { file, family, choices } = context;
  const faults = file.faults.filter((fault) => fault.field === "persons");
  const chosen = new Set(file.said.persons ?? []);
  const working = choices.professionals.filter((p) => p.voice === file.said.voice || chosen.has(p.guid));
  const boxes = [...(family?.persons ?? []), ...(family?.coaches ?? []), ...(family ? working : [])].map((person) => {
    const box = el("input", { type: "checkbox", checked: chosen.has(person.guid), "data-field": `person ${person.guid}`,
      "aria-invalid": faults.length ? "true" : null,
      onchange: () => {
        if (box.checked) chosen.add(person.guid); else chosen.delete(person.guid);
        context.say("persons", [...chosen], true);
      } });
    return el("label", { class: "rd-check" }, box, " ", nameOf(person));
  });
  return el("fieldset", {}, el("legend", {}, t("Who is heard")),
    ...(boxes.length ? boxes : [el("p", { class: "rd-soft" }, t("Choose the family first."))]),
    ...faults.map((fault) => el("p", { class: "rd-fault" }, fault.sentence)));
}

export function belongsTo(context) {
  const { file, family } = context;
  const here = recordings().filter((f) => f.said.family === file.said.family);
  const before = family?.recordings ?? [];
  if (!here.length && !before.length) return null;
  const options = [["", t("No recording")], ...here.map((f) => [f.guid, f.name]),
    ...before.map((r) => [r.guid, t("Recording of {date}, {length}", { date: dayName(r.recorded_on, "short"), length: lasts(r.duration_ms) })])];
  return labelled(context, "recording", t("Is the text of"), select(options, file.said.recording ?? "", (guid) => context.say("recording", guid)));
}

// In which language a recording is written out at once; where nobody may, or no model is here, it is not asked.
export function transcribeOf(context) {
  const { file, choices } = context;
  if (!choices.transcribing?.model) return null;
  const options = [["", t("Not now")], ...choices.transcribing.languages];
  return labelled(context, "transcribe", t("Write it out at once"), select(options, file.said.transcribe ?? "",
    (code) => context.say("transcribe", code, true), USUAL), t("In the language that is spoken. It can be done later too."));
}

export function namesReplaced(context) {
  const { file, choices } = context;
  const faults = file.faults.filter((fault) => fault.field === "deidentified");
  if (!choices.may_prepare && !file.said.deidentified) {
    return el("p", { class: "rd-soft rd-wide" },
      t("It counts as a text with real names. Evaluators can read and code it once somebody who prepares texts has said that the names are out."));
  }
  const box = el("input", { type: "checkbox", checked: Boolean(file.said.deidentified), "data-field": "deidentified",
    onchange: () => { context.say("no_names", false); context.say("deidentified", box.checked, true); } });
  const meaning = file.said.deidentified
    ? t("Evaluators can read and code it at once.")
    : t("It counts as a text with real names. You prepare texts, so you can read it; others once the names have been replaced.");
  if (faults.length) box.setAttribute("aria-invalid", "true");
  return el("div", { class: "rd-field rd-wide" },
    el("label", { class: "rd-check" }, box, " ", t("Names have been replaced already")),
    el("span", { class: "rd-soft" }, meaning),
    ...faults.map((fault) => el("div", { "data-about": "deidentified" },
      el("p", { class: "rd-fault" }, fault.sentence), ...shownIn(context, fault.shown ?? []))));
}

// The words that can show who somebody is, each in its surroundings, and that they are none here.
function shownIn(context, shown) {
  if (!shown.length) return [];
  const about = { other: t("a name of another family"), number: t("a number or address") };
  const box = el("input", { type: "checkbox", "data-field": "no_names", checked: Boolean(context.file.said.no_names),
    onchange: () => context.say("no_names", box.checked) });
  return [
    el("ul", { class: "rd-shown" }, ...shown.map((one) => el("li", {}, one.before, el("mark", {}, one.word), one.after, " ",
      el("span", { class: "rd-soft" }, [about[one.about], one.times > 1 ? t("{n} times", { n: one.times }) : null].filter(Boolean).join(" · "))))),
    el("label", { class: "rd-check" }, box, " ", t("I have read the text, and these show nothing here")),
  ];
}
