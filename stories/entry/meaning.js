// What the teller says the story means: triads, scales and choices, by touch, mouse or keyboard. Each has `element`, and
// `value` to read and set: undefined while nothing was answered, { na: true } where it does not fit.
import { t } from "/assets/kit/words.js";
import { el } from "/assets/kit/dom.js";
import { moved, partsAt, permille, placeOf } from "./triad.js";

const SVG = "http://www.w3.org/2000/svg";
const SIDE = 300; // of the triangle, in units of its drawing
const ROOM = 24; // round it, so that a point in a corner is whole
const STEP = 0.04;
const STEPS = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };
const MIDDLE = 50;

let last = 0;
const nextId = (name) => `rd-meaning-${name}-${(last += 1)}`;

function svg(tag, attributes, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

// The frame that all three share: the question, what was answered in words, and the two ways out.
class Question {
  constructor(signifier, changed) {
    Object.assign(this, { signifier, changed, answer: undefined });
    this.words = el("p", { class: "rd-hint", "aria-live": "polite", id: nextId("says") });
    this.off = el("button", { type: "button", class: "rd-toggle", "aria-pressed": "false", onclick: () => this.to(
      this.answer?.na ? undefined : { na: true }) }, t("Does not fit"));
    this.clear = el("button", { type: "button", class: "rd-quiet", onclick: () => this.to(undefined) }, t("Leave this open"));
    this.element = el("fieldset", { class: "rd-field rd-meaning", "data-signifier": signifier.key },
      el("legend", {}, signifier.question), ...this.made(), this.words, el("div", { class: "rd-toggles" }, this.off, this.clear));
    this.show();
  }

  get value() {
    return this.answer;
  }

  set value(given) {
    this.answer = given;
    this.show();
  }

  to(answer) {
    this.value = answer;
    this.changed();
  }

  show() {
    const none = this.answer === undefined;
    this.off.setAttribute("aria-pressed", String(Boolean(this.answer?.na)));
    this.clear.hidden = none;
    this.element.classList.toggle("rd-open", none);
    this.words.textContent = none ? this.hint : this.answer.na ? t("This does not fit.") : this.says();
    this.draw();
  }
}

class Triad extends Question {
  made() {
    const names = this.signifier.labels.map((one) => one.name);
    const height = (SIDE * Math.sqrt(3)) / 2;
    this.dot = svg("circle", { r: 13, class: "rd-dot" });
    this.svg = svg("svg", {
      viewBox: `${-ROOM} ${-ROOM} ${SIDE + 2 * ROOM} ${height + 2 * ROOM}`, class: "rd-triad", tabindex: "0", role: "slider",
      "aria-label": this.signifier.question, "aria-valuemin": "0", "aria-valuemax": "100", "aria-valuenow": "33",
      "aria-describedby": this.words.id,
    }, svg("polygon", { points: `${SIDE / 2},0 0,${height} ${SIDE},${height}` }), this.dot);
    this.svg.addEventListener("pointerdown", (event) => this.hold(event));
    this.svg.addEventListener("pointermove", (event) => { if (this.held) this.at(event); });
    for (const end of ["pointerup", "pointercancel"]) this.svg.addEventListener(end, () => { this.held = false; });
    this.svg.addEventListener("keydown", (event) => this.key(event));
    this.hint = t("Touch the triangle, or use the arrow keys: the nearer to a corner, the more it fits.");
    const corner = (name, css) => el("span", { class: css, "aria-hidden": "true" }, name);
    return [el("div", { class: "rd-corners" }, corner(names[0], "rd-top"), this.svg, corner(names[1], "rd-left"), corner(names[2], "rd-right"))];
  }

  hold(event) {
    event.preventDefault();
    this.svg.focus({ preventScroll: true });
    this.svg.setPointerCapture?.(event.pointerId);
    this.held = true;
    this.at(event);
  }

  at(event) {
    const box = this.svg.getBoundingClientRect();
    const scale = (SIDE + 2 * ROOM) / box.width / SIDE;
    this.to({ at: partsAt((event.clientX - box.left) * scale - ROOM / SIDE, (event.clientY - box.top) * scale - ROOM / SIDE) });
  }

  key(event) {
    const step = STEPS[event.key];
    if (step) this.to({ at: moved(this.answer?.at || permille([1, 1, 1]), ...step) });
    else if (event.key === "Home") this.to({ at: permille([1, 1, 1]) });
    else if (["1", "2", "3"].includes(event.key)) this.to({ at: [1, 2, 3].map((n) => (String(n) === event.key ? 1000 : 0)) });
    else if (event.key === "Delete" || event.key === "Backspace") this.to(undefined);
    else return;
    event.preventDefault();
  }

  says() {
    const shares = this.signifier.labels.map((one, i) => ({ name: one.name, share: Math.round(this.answer.at[i] / 10) }));
    return shares.sort((a, b) => b.share - a.share).map(({ name, share }) => t("{name}: {n} of 100", { name, n: share })).join(", ");
  }

  draw() {
    const { x, y } = placeOf(this.answer?.at || permille([1, 1, 1]));
    this.dot.setAttribute("cx", x * SIDE);
    this.dot.setAttribute("cy", y * SIDE);
    this.svg.setAttribute("aria-valuenow", String(Math.round((this.answer?.at?.[0] ?? 333) / 10)));
    this.svg.setAttribute("aria-valuetext", this.answer?.at ? this.says() : this.answer?.na ? t("This does not fit.") : t("not answered yet"));
  }
}

class Scale extends Question {
  made() {
    const [first, second] = this.signifier.labels;
    this.control = el("input", {
      type: "range", min: "0", max: "100", step: "5", value: String(MIDDLE), autocomplete: "off", "aria-label": this.signifier.question,
      "aria-describedby": this.words.id, oninput: (event) => { event.stopPropagation(); this.set(); },
      onkeydown: (event) => this.key(event), onpointerup: () => this.set(),
    });
    this.hint = t("Touch the line, or use the arrow keys.");
    return [el("div", { class: "rd-scale" }, el("span", { "aria-hidden": "true" }, first.name), this.control,
      el("span", { "aria-hidden": "true" }, second.name))];
  }

  set() {
    this.to({ place: Number(this.control.value) });
  }

  // The middle is an answer too: Enter says so.
  key(event) {
    if (event.key === "Enter") this.set();
    else if (event.key === "Delete" || event.key === "Backspace") this.to(undefined);
    else return;
    event.preventDefault();
  }

  says() {
    const { place } = this.answer;
    if (place === MIDDLE) return t("in the middle");
    const [first, second] = this.signifier.labels;
    const near = place < MIDDLE ? first.name : second.name;
    return t("{name}: {n} of 100", { name: near, n: Math.max(place, 100 - place) });
  }

  draw() {
    this.control.value = String(this.answer?.place ?? MIDDLE);
    this.control.setAttribute("aria-valuetext", this.answer?.na ? t("This does not fit.") : this.answer ? this.says() : t("not answered yet"));
  }
}

class Choice extends Question {
  made() {
    this.buttons = this.signifier.labels.map((one) => el("button", {
      type: "button", class: "rd-toggle", "aria-pressed": "false", "data-choice": one.key, onclick: () => this.choose(one.key) }, one.name));
    this.hint = this.signifier.several ? t("As many as fit.") : t("Choose one.");
    return [el("div", { class: "rd-toggles" }, ...this.buttons)];
  }

  choose(key) {
    const before = this.answer?.chosen || [];
    const without = before.filter((one) => one !== key);
    const chosen = before.includes(key) ? without : this.signifier.several ? [...before, key] : [key];
    this.to(chosen.length ? { chosen } : undefined);
  }

  says() {
    return this.hint;
  }

  draw() {
    for (const one of this.buttons) one.setAttribute("aria-pressed", String(Boolean(this.answer?.chosen?.includes(one.dataset.choice))));
  }
}

const KINDS = { triad: Triad, scale: Scale, choice: Choice };

// All that is asked about the meaning. `value`: what was answered, by key; what is not known here stays in it.
export class Meaning {
  constructor(signifiers, changed) {
    this.made = new Map(signifiers.map((one) => [one.key, new KINDS[one.kind](one, changed)]));
    this.others = {};
    this.legend = el("h2", { class: "rd-part" }, t("What does it mean?"));
    this.element = el("div", { class: "rd-meanings" });
  }

  // Those of the chosen template, then what was answered under another.
  show(keys) {
    const answered = [...this.made.keys()].filter((key) => !keys.includes(key) && this.made.get(key).value !== undefined);
    const shown = [...keys, ...answered].map((key) => this.made.get(key)).filter(Boolean);
    this.element.replaceChildren(...(shown.length ? [this.legend, ...shown.map((one) => one.element)] : []));
  }

  get value() {
    const own = [...this.made].filter(([, one]) => one.value !== undefined).map(([key, one]) => [key, one.value]);
    return { ...this.others, ...Object.fromEntries(own) };
  }

  set value(given) {
    this.others = Object.fromEntries(Object.entries(given).filter(([key]) => !this.made.has(key)));
    for (const [key, one] of this.made) one.value = given[key];
  }
}
