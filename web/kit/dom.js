// Making elements: el("button", { type: "button", onclick: f }, "text", child).
// Text always goes in as text, never as html: transcripts and stories may hold anything.

export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

// What is selected on the page, or null.
export function chosenRange() {
  const found = getSelection();
  return found?.rangeCount && !found.isCollapsed ? found.getRangeAt(0) : null;
}
