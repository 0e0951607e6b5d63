// Large buttons: one of several, or any of them.

import { el } from "/assets/kit/dom.js";

// One of `options`: [[key, name], ...]; `value` is "" while none is chosen.
export class Choice {
  constructor(name, legend, options) {
    this.inputs = options.map(([value]) => el("input", { type: "radio", name: `ct-${name}`, value }));
    this.element = el("fieldset", { class: `ct-choices ct-${name}` }, el("legend", {}, legend),
      ...options.map(([, called], at) => el("label", {}, this.inputs[at], el("span", {}, called))));
  }

  get value() {
    return this.inputs.find(({ checked }) => checked)?.value ?? "";
  }

  set value(value) {
    this.inputs.forEach((one) => { one.checked = one.value === value; });
  }
}

// Any of them.
export class Chips {
  constructor(legend, options) {
    this.inputs = options.map(([value]) => el("input", { type: "checkbox", value }));
    this.element = el("fieldset", { class: "ct-choices ct-chips" }, el("legend", {}, legend),
      ...options.map(([, called], at) => el("label", {}, this.inputs[at], el("span", {}, called))));
  }

  get values() {
    return this.inputs.filter(({ checked }) => checked).map(({ value }) => value);
  }

  set values(values) {
    this.inputs.forEach((one) => { one.checked = values.includes(one.value); });
  }
}
