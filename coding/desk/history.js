// Undo and redo without limit for one sitting. Pure. A step says what one coding was before and after it: its facts
// (see codings.js), or null where it was not there. A step about a coding that waited for its place has `waited`, the
// coding as it waited, and `after`, the place it got; null when its words are gone.

export class History {
  constructor() {
    this.done = [];
    this.undone = [];
  }

  push(step) {
    this.done.push(step);
    this.undone = [];
  }

  // What the last step was, which is to be as it was before; or null.
  undo() {
    const step = this.done.pop() || null;
    if (step) this.undone.push(step);
    return step;
  }

  redo() {
    const step = this.undone.pop() || null;
    if (step) this.done.push(step);
    return step;
  }

  // A coding that was taken back cannot be undone any more.
  forget(id) {
    this.done = this.done.filter((step) => step.id !== id);
    this.undone = this.undone.filter((step) => step.id !== id);
  }

  rename(from, to) {
    for (const step of [...this.done, ...this.undone]) if (step.id === from) step.id = to;
  }
}
