// The second press of a double click reaches only what the first one pressed. A page that was drawn anew in between, with
// a message more or a form less, has put something else under the mouse by then, and nobody meant that.

const CONTROL = "a, button, input, select, textarea, summary, label, [role='button'], [role='option'], [role='tab'], [role='checkbox']";

let first = null;

function second(event) {
  const control = event.target.closest?.(CONTROL) ?? null;
  if (event.detail < 2) {
    if (event.type === "mousedown") first = control;
    return;
  }
  if (control === first || !control) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

for (const kind of ["mousedown", "mouseup", "click"]) addEventListener(kind, second, { capture: true });
