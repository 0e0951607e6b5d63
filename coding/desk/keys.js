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
    if (event.defaultPrevented || event.isComposing || this.desk.help.element.open) return;
    const step = this.undoOrRedo(event, at);
    if (step) return this.take(event, step);
    // Streamlit's main part, which holds the desk, has the focus after a click beside the desk; see static/calm.js.
    const meant = at.contains(this.desk.element) || this.desk.element.contains(at) || at.closest?.("[data-rd-lost]");
    if (!meant) return;
    if (this.desk.card.element.contains(at)) {
      this.removal(event, at);
      return;
    }
    if (at.matches("input:not([type=checkbox]), select, textarea")) return this.inField(event, at);
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
    if (event.key !== "Escape" || at !== this.desk.panel.search) return;
    event.preventDefault();
    event.stopPropagation();
    this.desk.panel.empty();
    this.desk.moving.toText();
  }

  removal(event, at) {
    const id = ["Delete", "Backspace"].includes(event.key) && at.dataset.coding;
    if (!id) return;
    event.preventDefault();
    at.click();
  }

  action(event, at) {
    const { desk } = this;
    const { key } = event;
    if (event.ctrlKey || event.metaKey) return this.withControl(event);
    if (event.altKey) return null;
    if (event.shiftKey && DIRECTIONS[key]) return () => desk.picked.extend(...DIRECTIONS[key]);
    if (key === "Escape") return () => desk.clear();
    if (["Delete", "Backspace"].includes(key) && at.dataset.coding) return () => desk.acts.remove(at.dataset.coding);
    if (desk.panel.list.contains(at) && ["ArrowRight", "ArrowLeft"].includes(key)) {
      return () => at.closest(".dk-row")?.querySelector(key === "ArrowRight" ? ".dk-info" : ".dk-code").focus();
    }
    if (key === "ArrowDown" || key === "ArrowUp") return this.upOrDown(key === "ArrowDown" ? 1 : -1, at);
    if ((key === "Enter" || key === " ") && at.matches("button, a, summary, label, input")) return null;
    if (key === "Enter") return () => desk.moving.selectTurn();
    if (key === " ") return () => desk.moving.selectSentence(event.shiftKey ? -1 : 1);
    if (key === "?") return () => desk.help.open(); // also when the keys are off: here they are put on again
    return desk.help.off || event.repeat ? null : this.single(key, at);
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
    const code = desk.state.codes.withDigit(key);
    if (code) return () => desk.acts.apply(code);
    const { audio } = desk;
    const heard = audio && {
      p: () => audio.toggle(), b: () => audio.back(), a: () => desk.playHere(),
    }[key.toLowerCase()];
    return heard || {
      "/": () => desk.panel.seek(), l: () => desk.moving.list(), k: () => desk.acts.finish(desk.state.status !== "done", at),
    }[key.toLowerCase()] || null;
  }
}
