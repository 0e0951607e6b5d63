// The kinds of field the form has. Each has `element` and, where it holds something, `value` to read and set.
import { dayInput } from "/assets/kit/day.js";
import { el } from "/assets/kit/dom.js";

// Text may be sent elsewhere by a browser's spelling or writing help, or kept by it: asked to do neither.
const QUIET = { autocomplete: "off", spellcheck: "false", writingsuggestions: "false", "data-gramm": "false" };

let last = 0;
const nextId = (name) => `rd-entry-${name}-${(last += 1)}`;

function withFault(name, element, control, extra = []) {
  const fault = el("p", { class: "rd-fault", id: nextId(`${name}-fault`), hidden: true });
  element.append(fault);
  const described = [fault.id, ...extra].join(" ");
  control.setAttribute("aria-describedby", described);
  return {
    name, element,
    focus: () => (control.matches("fieldset") ? control.querySelector("input, button") : control).focus(),
    tell(sentence) {
      fault.textContent = sentence || "";
      fault.hidden = !sentence;
      if (!control.matches("fieldset")) control.setAttribute("aria-invalid", sentence ? "true" : "false");
      element.classList.toggle("rd-has-fault", Boolean(sentence));
    },
  };
}

export function input(name, label, { type = "text", hint = "", ...attributes } = {}) {
  const id = nextId(name);
  const control = el("input", { id, type, name, ...QUIET, ...attributes });
  const about = hint ? el("p", { class: "rd-hint", id: `${id}-hint` }, hint) : null;
  const element = el("div", { class: "rd-field" }, el("label", { for: id }, label), about, control);
  const made = withFault(name, element, control, about ? [about.id] : []);
  return { ...made, control, get value() { return control.value; }, set value(text) { control.value = text; } };
}

// A date; `max` (ISO) is the last one to choose.
export function day(name, label, max) {
  const id = nextId(name);
  const field = dayInput({ id, name, max, about: label });
  const element = el("div", { class: "rd-field" }, el("label", { for: id }, label), field.element);
  return { ...withFault(name, element, field.control), control: field.control,
    get value() { return field.value; }, set value(iso) { field.value = iso; }, set max(iso) { field.max = iso; } };
}

export function area(name, label, hint) {
  const id = nextId(name);
  const control = el("textarea", { id, name, rows: 3, ...QUIET });
  const about = hint ? el("p", { class: "rd-hint", id: `${id}-hint` }, hint) : null;
  if (about) control.setAttribute("aria-describedby", about.id);
  const element = el("div", { class: "rd-field" }, el("label", { for: id }, label), about, control);
  const grow = () => {
    if (CSS.supports("field-sizing", "content")) return;
    control.style.height = "auto";
    control.style.height = `${control.scrollHeight + 2}px`;
  };
  control.addEventListener("input", grow);
  return {
    name, element, control, focus: () => control.focus(), tell() {},
    get value() { return control.value; },
    set value(text) { control.value = text; requestAnimationFrame(grow); },
  };
}

export function select(name, label, options, empty) {
  const id = nextId(name);
  const control = el("select", { id, name, autocomplete: "off" },
    el("option", { value: "" }, empty), ...options.map((one) => el("option", { value: one.key }, one.name)));
  const element = el("div", { class: "rd-field" }, el("label", { for: id }, label), control);
  const made = withFault(name, element, control);
  return {
    ...made, control, get value() { return control.value; },
    set value(key) { control.value = options.some((one) => one.key === key) ? key : ""; },
  };
}

// One of a few, as large buttons. options: {key, name, about?, shape?}
export function choice(name, legend, options, chosen) {
  const group = nextId(name);
  const controls = options.map((one) => el("input", {
    type: "radio", name: group, value: one.key, id: `${group}-${one.key}`, onchange: () => chosen?.(one.key), autocomplete: "off",
  }));
  const cards = options.map((one, i) => el("label", { class: "rd-choice", for: controls[i].id }, controls[i],
    one.shape ? el("span", { class: "rd-shape", "aria-hidden": "true" }, one.shape) : null,
    el("span", {}, el("b", {}, one.name), one.about ? el("small", {}, one.about) : null)));
  const element = el("fieldset", { class: "rd-field" }, el("legend", {}, legend), el("div", { class: "rd-choices" }, ...cards));
  return {
    ...withFault(name, element, element), controls,
    get value() { return controls.find((one) => one.checked)?.value || ""; },
    set value(key) { for (const one of controls) one.checked = one.value === key; },
  };
}

// Any of several, as buttons that stay down.
export function toggles(name, legend, hint, options, changed) {
  const buttons = options.map((one) => el("button", {
    type: "button", class: "rd-toggle", "aria-pressed": "false", "data-domain": one.key,
    onclick: (event) => {
      const button = event.currentTarget;
      button.setAttribute("aria-pressed", button.getAttribute("aria-pressed") === "true" ? "false" : "true");
      changed();
    },
  }, one.name));
  const about = el("p", { class: "rd-hint" }, hint);
  const element = el("fieldset", { class: "rd-field" }, el("legend", {}, legend), about, el("div", { class: "rd-toggles" }, ...buttons));
  const down = (button) => button.getAttribute("aria-pressed") === "true";
  return {
    ...withFault(name, element, element),
    get value() { return buttons.filter(down).map((button) => button.dataset.domain); },
    set value(keys) {
      for (const button of buttons) button.setAttribute("aria-pressed", String(keys.includes(button.dataset.domain)));
    },
  };
}

export function check(name, label, hint, changed) {
  const id = nextId(name);
  const control = el("input", { id, type: "checkbox", name, "aria-describedby": `${id}-hint`, onchange: changed, autocomplete: "off" });
  const element = el("div", { class: "rd-field rd-check" },
    el("label", { for: id }, control, el("span", {}, label)), el("p", { class: "rd-hint", id: `${id}-hint` }, hint));
  return { name, element, control, focus: () => control.focus(), tell() {},
    get value() { return control.checked; }, set value(on) { control.checked = on; } };
}
