// Typing in a turn: the one with the caret can be edited, all others are plain text. What the browser would do to more
// than the words of one turn (a new line, formatting, its own way back) is ours to do.

import { t } from "/assets/kit/words.js";

const LONGEST_PASTE = 100000; // characters
const TYPED = { insertText: "typed", insertCompositionText: "typed", deleteContentBackward: "taken out", deleteContentForward: "taken out" };

// What is pasted, on one line and without what is not seen. Soft hyphens and zero-width signs come along from web pages.
function pasted(text) {
  return text.replace(/[\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]/g, "").replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ")
    .normalize("NFC");
}

export class Typing {
  // page: { split(at, offset), join(at), wrote(at, text, caret, kind), undo(), redo(), came(at), left(at), tell(sentence) }
  constructor(rows, page, signal) {
    Object.assign(this, { rows, page });
    this.at = -1; // the turn that is edited
    this.before = null; // the caret before what is being typed
    const on = (name, act) => rows.element.addEventListener(name, (event) => act(event), { signal });
    on("mousedown", (event) => this.pressed(event));
    on("beforeinput", (event) => this.beforeInput(event));
    on("input", (event) => this.input(event));
    on("keydown", (event) => this.key(event));
    on("focusout", ({ target, relatedTarget }) => this.lost(target, relatedTarget));
    on("focusin", ({ target }) => { if (target === this.text && this.kept && !this.caret) this.go(this.at, this.kept.start); });
    on("rd-passed", ({ detail }) => this.pass(detail));
    on("dragstart", (event) => event.preventDefault());
  }

  get text() {
    return this.rows.text(this.at);
  }

  // The browser then puts the caret where it was pressed.
  pressed({ target, button, altKey, shiftKey }) {
    const text = button === 0 && !altKey && target instanceof Element && target.closest(".ed-text");
    if (text && !(shiftKey && this.rows.at(text) !== this.at)) this.open(this.rows.at(text));
  }

  open(at) {
    if (at === this.at && this.text?.isContentEditable) return;
    this.stop();
    this.at = at;
    const { text } = this;
    try {
      text.contentEditable = "plaintext-only";
    } catch {
      text.contentEditable = "true";
    }
    text.setAttribute("role", "textbox");
    text.setAttribute("aria-label", t("What {who} says", { who: text.previousSibling.textContent }));
    this.page.came(at);
  }

  // The caret goes to a place in a turn; without one it stands at its end.
  go(at, offset = Infinity) {
    if (!this.rows.text(at)) return;
    this.open(at);
    this.text.focus({ preventScroll: true });
    const range = this.rows.range(at, offset, offset) ?? document.createRange();
    if (!range.startContainer.isConnected || range.startContainer === document) range.selectNodeContents(this.text);
    range.collapse(offset === 0);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    this.rows.show(at);
  }

  stop() {
    const { at, text } = this;
    if (at < 0) return;
    this.at = -1;
    if (text) {
      for (const name of ["contenteditable", "role", "aria-label"]) text.removeAttribute(name);
    }
    this.page.left(at);
  }

  // A dialog that is not ours, that the connection is lost, goes by itself (static/calm.js): somebody types on then.
  lost(text, next) {
    if (text !== this.text || next === text) return;
    this.kept = this.caret ?? this.kept;
    if (!next?.closest?.("[role=dialog]")) this.stop();
  }

  // A letter that was typed while that dialog was there.
  pass(letter) {
    if (this.at < 0 || !this.kept) return;
    this.go(this.at, this.kept.start);
    this.put(letter);
    this.kept = this.caret;
  }

  blur() {
    this.text?.blur();
    this.stop();
    getSelection().removeAllRanges();
  }

  // Where the caret stands: { at, start, end }, UTF-16 units into the text of the turn; null where it is not in one.
  get caret() {
    const { text, at } = this;
    const selection = getSelection();
    if (!text || !selection?.rangeCount || !text.contains(selection.anchorNode)) return null;
    const range = selection.getRangeAt(0);
    const head = document.createRange();
    head.selectNodeContents(text);
    head.setEnd(range.startContainer, range.startOffset);
    const start = head.toString().length;
    return { at, start, end: start + range.toString().length };
  }

  beforeInput(event) {
    const { inputType, data } = event;
    const { caret } = this;
    if (!caret) return;
    this.before = { at: caret.at, offset: caret.start };
    const stop = (act) => { event.preventDefault(); act?.(); };
    const none = caret.start === caret.end;
    if (inputType === "insertParagraph" || inputType === "insertLineBreak") stop(() => this.page.split(caret.at, caret.start));
    else if (inputType === "historyUndo") stop(() => this.page.undo());
    else if (inputType === "historyRedo") stop(() => this.page.redo());
    else if (inputType.startsWith("format")) stop();
    else if (/^delete.*Backward$/.test(inputType) && none && caret.start === 0) stop(() => this.page.join(caret.at));
    else if (/^delete.*Forward$/.test(inputType) && none && caret.start === this.text.textContent.length) stop(() => this.page.join(caret.at + 1));
    else if (["insertFromPaste", "insertFromDrop", "insertFromYank"].includes(inputType)) {
      stop(() => this.paste(event.dataTransfer?.getData("text/plain") ?? data ?? ""));
    }
  }

  paste(text) {
    if (text.length > LONGEST_PASTE) return this.page.tell(t("That is too much to paste at once: {n} characters at most.", { n: LONGEST_PASTE }));
    return this.put(pasted(text));
  }

  // Words in the place of what is chosen, or at the caret.
  put(words) {
    const { caret } = this;
    if (!caret || !words) return;
    const now = this.text.textContent;
    this.text.textContent = now.slice(0, caret.start) + words + now.slice(caret.end);
    this.before = { at: caret.at, offset: caret.start };
    this.wrote("");
    this.go(caret.at, caret.start + words.length);
  }

  // A mark such as [pause], with a space on either side; behind the word in which the caret stands.
  mark(words) {
    const now = this.text?.textContent ?? "";
    const inside = this.caret && this.caret.start === this.caret.end && /\S$/.test(now.slice(0, this.caret.start));
    if (inside) this.go(this.at, this.caret.start + /^\S*/.exec(now.slice(this.caret.start))[0].length);
    const { caret } = this;
    if (!caret) return;
    const gap = (sign) => (sign && !/\s/.test(sign) ? " " : "");
    this.put(gap(now[caret.start - 1]) + words + gap(now[caret.end]));
  }

  input({ inputType }) {
    this.wrote(TYPED[inputType] ?? "");
  }

  wrote(kind) {
    const { caret, at } = this;
    this.page.wrote(at, this.text.textContent, this.before, { at, offset: caret?.start ?? 0 }, kind);
  }

  // Arrows go on into the turn above or below.
  key(event) {
    const { caret } = this;
    if (!caret || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey || caret.start !== caret.end) return;
    const length = this.text.textContent.length;
    const to = {
      ArrowLeft: () => caret.start === 0 && [this.at - 1, Infinity],
      ArrowRight: () => caret.start === length && [this.at + 1, 0],
      ArrowUp: () => this.edge("top") && [this.at - 1, Infinity],
      ArrowDown: () => this.edge("bottom") && [this.at + 1, 0],
    }[event.key]?.();
    if (!to || !this.rows.text(to[0])) return;
    const x = this.x();
    event.preventDefault();
    this.go(...to);
    if (event.key === "ArrowUp" || event.key === "ArrowDown") this.near(x, event.key === "ArrowUp");
  }

  spot() {
    const range = getSelection().getRangeAt(0);
    return range.getClientRects()[0] ?? this.text.getBoundingClientRect();
  }

  x() {
    return this.spot().left;
  }

  // Whether the caret is in the first or last line of its turn.
  edge(side) {
    const spot = this.spot();
    return Math.abs(spot[side] - this.text.getBoundingClientRect()[side]) < spot.height * 0.7;
  }

  // The caret goes to that x in the last (or first) line of its turn.
  near(x, last) {
    const box = this.text.getBoundingClientRect();
    const line = this.spot().height || 20;
    const y = last ? box.bottom - line / 2 : box.top + line / 2;
    const spot = document.caretPositionFromPoint?.(x, y);
    const range = spot ? null : document.caretRangeFromPoint?.(x, y);
    const [node, offset] = [spot?.offsetNode ?? range?.startContainer, spot?.offset ?? range?.startOffset];
    if (node && this.text.contains(node)) getSelection().collapse(node, offset);
  }
}
