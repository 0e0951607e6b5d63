// Everything the keyboard does on the desk, in one place. Keys work while the focus is in the desk or nowhere, not in
// a field; letters and digits can be switched off.

const DIRECTIONS = {
  ArrowRight: ["right", "character"], ArrowLeft: ["left", "character"],
  ArrowDown: ["forward", "line"], ArrowUp: ["backward", "line"],
  End: ["forward", "lineboundary"], Home: ["backward", "lineboundary"],
};

export class Keys {
  // desk: the actions, see board.js
  constructor(desk) {
    this.desk = desk;
    this.listen = (event) => this.key(event);
    document.addEventListener("keydown", this.listen, true); // before Streamlit's own keys (r, c)
  }

  end() {
    document.removeEventListener("keydown", this.listen, true);
  }

  key(event) {
    const at = event.target;
    if (event.defaultPrevented || event.isComposing || document.querySelector("dialog[open]")) return undefined;
    const step = this.undoOrRedo(event, at);
    if (step) return this.take(event, step);
    // Streamlit's main part, which holds the desk, has the focus after a click beside the desk; see static/calm.js.
    const meant = at.contains(this.desk.element) || this.desk.element.contains(at) || at.closest?.("[data-rd-lost]");
    if (!meant) return;
    if (at.matches("input:not([type=checkbox]), select, textarea")) return this.inField(event, at);
    if (this.desk.card.element.contains(at)) return this.onCard(event, at);
    this.desk.picked.read(); // a quick key may come before the browser tells of a new selection
    const act = this.action(event, at);
    if (act) this.take(event, act);
  }

  take(event, act) {
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  // Wherever the focus is: left to itself the browser brings letters back into the search box, and goes there. Only
  // while there is text in a field do these keys belong to that field.
  undoOrRedo(event, at) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return null;
    const field = at.isContentEditable || at.matches("input:not([type=checkbox], [type=range]), textarea");
    if (field && (at !== this.desk.panel.search || at.value)) return null;
    const { acts } = this.desk;
    const key = event.key.toLowerCase();
    if (key === "z") return () => (event.shiftKey ? acts.redo() : acts.undo());
    return key === "y" && !event.shiftKey ? () => acts.redo() : null;
  }

  inField(event, at) {
    const { desk } = this;
    // X brings the focus here: until something is typed a digit is the code that was meant.
    const isCode = at === desk.panel.search && !at.value && desk.state.target.swap && !desk.help.off && !event.repeat
      && !event.altKey && !event.ctrlKey && !event.metaKey;
    const digit = isCode && this.digit(event);
    if (digit) return this.take(event, () => digit() && desk.moving.toText());
    const inFilter = desk.filter.element.contains(at);
    if (event.key !== "Escape" || (at !== desk.panel.search && !inFilter)) return;
    this.take(event, () => {
      if (inFilter) return desk.filter.close();
      desk.panel.empty();
      desk.state.aim({});
      return desk.moving.toText();
    });
  }

  // On the card Enter and Space press its buttons; what changes the coding it is about works there too, and the search.
  onCard(event, at) {
    if (event.ctrlKey || event.metaKey) return;
    const off = this.desk.help.off || event.altKey || event.repeat;
    const digit = () => (off || !this.desk.state.span ? null : this.digit(event));
    const seek = !off && event.key === "/" && this.desk.state.data.may_code && (() => this.desk.seek());
    const act = this.onChosen(event) || this.onward(event) || digit() || seek;
    if (act) this.take(event, act);
  }

  action(event, at) {
    const { desk } = this;
    const { key } = event;
    if (event.ctrlKey || event.metaKey) return this.withControl(event);
    if (["Delete", "Backspace"].includes(key) && at.dataset.coding) return () => desk.acts.remove(at.dataset.coding);
    const onChosen = this.onChosen(event);
    if (onChosen) return onChosen;
    if (event.altKey) return this.withAlt(event, at);
    if (event.shiftKey && DIRECTIONS[key]) return () => desk.picked.extend(...DIRECTIONS[key]);
    if (key === "Escape") return () => desk.clear();
    if (desk.panel.list.contains(at) && ["ArrowRight", "ArrowLeft"].includes(key)) {
      return () => at.closest(".dk-row")?.querySelector(key === "ArrowRight" ? ".dk-info" : ".dk-code").focus();
    }
    if (key === "ArrowDown" || key === "ArrowUp") return this.upOrDown(key === "ArrowDown" ? 1 : -1, at);
    if ((key === "Enter" || key === " ") && at.matches("button, a, summary, label, input")) return null;
    if (key === "Enter") return () => desk.moving.selectTurn();
    if (key === " ") return () => desk.moving.selectSentence(event.shiftKey ? -1 : 1);
    if (key === "?") return () => desk.help.open(); // also when the keys are off: here they are put on again
    if (desk.help.off) return null;
    return this.onward(event) || (event.repeat ? null : this.digit(event) || this.single(key, at));
  }

  // What the card's buttons do, by key: about the coding that is chosen.
  onChosen({ key, code, altKey, shiftKey, repeat }) {
    const { desk } = this;
    const id = desk.state.chosen;
    if (!id) return null;
    if (["Delete", "Backspace"].includes(key)) return repeat ? null : () => desk.acts.remove(id);
    if (desk.help.off) return null;
    const end = { BracketLeft: "start", BracketRight: "end" }[code];
    if (end) return () => desk.acts.move(id, end, (end === "start") === shiftKey ? 1 : -1, altKey); // Shift: inward
    if (altKey || repeat) return null;
    return { s: () => desk.acts.turnSign(id), x: () => desk.swap(id), m: () => desk.memo(id) }[key.toLowerCase()] || null;
  }

  // From one coding, uncoded sentence or place found to the next; with Shift to the one before.
  onward({ key, shiftKey, altKey }) {
    const { moving } = this.desk;
    if (altKey || this.desk.help.off) return null;
    const go = { n: (by) => moving.coding(by), u: (by) => moving.uncoded(by), g: (by) => moving.hit(by) }[key.toLowerCase()];
    return go && (() => go(shiftKey ? -1 : 1));
  }

  // A digit gives its code with +, with Shift with −. By the place of the key, for what a digit writes differs between
  // keyboards; but where it writes / or ? it is that.
  digit({ key, code, shiftKey }) {
    const { desk } = this;
    if (key === "/" || key === "?") return null;
    const digit = /^Digit(\d)$/.exec(code)?.[1] ?? (/^\d$/.test(key) ? key : null);
    const given = digit && desk.state.codes.withDigit(digit);
    return given ? () => desk.acts.apply(given, shiftKey ? "-" : "+") : null;
  }

  withAlt({ code, repeat }, at) {
    const { desk } = this;
    const digit = /^Digit([1-9])$/.exec(code)?.[1];
    const key = at.closest?.(".dk-row")?.querySelector("[data-code]")?.dataset.code;
    return digit && key && !repeat && !desk.help.off ? () => desk.panel.favoured(key, Number(digit)) : null;
  }

  withControl(event) {
    const { desk } = this;
    if (event.shiftKey && ["ArrowRight", "ArrowLeft"].includes(event.key)) {
      return () => desk.picked.extend(DIRECTIONS[event.key][0], "word");
    }
    return null;
  }

  upOrDown(step, at) {
    const { desk } = this;
    if (desk.panel.element.contains(at)) {
      const buttons = [...desk.panel.list.querySelectorAll(".dk-row:not([hidden]) .dk-code")];
      const next = buttons[buttons.indexOf(at.closest(".dk-row")?.querySelector(".dk-code")) + step];
      return () => (next || desk.panel.search).focus();
    }
    const items = at.closest(".dk-list") && [...at.closest(".dk-list").querySelectorAll("button")];
    if (items) return () => items[items.indexOf(at) + step]?.focus();
    return () => desk.moving.step(step);
  }

  single(key, at) {
    const { desk } = this;
    const letter = key.toLowerCase();
    const { audio } = desk;
    const { doubts } = desk;
    const heard = audio && { p: () => audio.toggle(), b: () => audio.back(), a: () => desk.playHere(),
      j: () => doubts.next(key === letter ? 1 : -1), h: () => doubts.settle(), o: () => desk.again.open(),
      y: () => desk.again.decide(key === letter), t: () => desk.unsure.toggle() }[letter];
    const { suggested } = desk;
    const machine = suggested && { i: () => suggested.next(key === letter ? 1 : -1), z: () => suggested.change(),
      q: () => (key === letter ? suggested.accept() : suggested.reject()) }[letter];
    if (machine) return machine;
    const read = { f: () => desk.find.open() }[letter];
    if (heard || read || !desk.state.data.may_code) return heard || read || null;
    const making = desk.newCode && { v: () => desk.newCode.open(true), w: () => desk.newCode.open(false),
      r: () => desk.newCode.rename(at.closest(".dk-row")?.querySelector("[data-code]").dataset.code) }[letter];
    return making || {
      "/": () => desk.seek(), l: () => desk.moving.list(), k: () => desk.acts.finish(desk.state.status !== "done", at),
      c: () => desk.showCodings(), d: () => desk.aimAtWhole(), m: () => desk.noted.open(), e: () => desk.filter.toggle(),
    }[letter] || null;
  }
}
