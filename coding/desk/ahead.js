// Keys that come before the text they are for is drawn: which of them are kept, and how they are pressed again.

const STEPS = ["ArrowDown", "ArrowUp"];
const NAMED = [...STEPS, "ArrowLeft", "ArrowRight", "Enter", "Escape", "Delete", "Backspace", "Home", "End"];
const FIELDS = "input, select, textarea";

// Whether a key is for the text that is on its way: not what is typed in a field, what presses another row's button, or
// a key of the browser.
export function isMeant({ key, ctrlKey, metaKey, altKey, isComposing, target }) {
  if (isComposing || target.matches?.(FIELDS)) return false;
  if (ctrlKey || metaKey) return ["Enter", "z", "Z", "y"].includes(key);
  if (altKey) return STEPS.includes(key);
  if (["Enter", " "].includes(key) && target.matches?.("button:not([aria-current]), a, summary")) return false;
  return key.length === 1 || NAMED.includes(key);
}

// Presses a kept key again where the focus is in a desk. A search it opened gets the letters after it.
export function again({ key, code, shiftKey, ctrlKey, metaKey, altKey }, desk) {
  const at = desk.contains(document.activeElement) ? document.activeElement : desk;
  const event = new KeyboardEvent("keydown", { key, code, shiftKey, ctrlKey, metaKey, altKey, bubbles: true, cancelable: true });
  const isTyped = at.matches(FIELDS) && key.length === 1 && !ctrlKey && !metaKey && !altKey;
  if (at.dispatchEvent(event) && isTyped) document.execCommand("insertText", false, key);
}
