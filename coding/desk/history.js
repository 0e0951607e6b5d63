// Undo and redo without limit for one sitting. Pure. A step is { kind: "add" | "remove", id } of a coding that keeps
// its id however often it goes and comes back; or { kind: "place", id, coding, span } of one that waited for its place,
// of which "reopen" is the opposite.

const OPPOSITE = { add: "remove", remove: "add", place: "reopen" };

export class History {
  constructor() {
    this.done = [];
    this.undone = [];
  }

  push(kind, id, more = {}) {
    this.done.push({ kind, id, ...more });
    this.undone = [];
  }

  // What to do now so that the last step never was, or null.
  undo() {
    const step = this.done.pop();
    if (!step) return null;
    this.undone.push(step);
    return { ...step, kind: OPPOSITE[step.kind] };
  }

  redo() {
    const step = this.undone.pop();
    if (!step) return null;
    this.done.push(step);
    return { ...step };
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
