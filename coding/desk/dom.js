// Making elements: el("button", { class: "dk-code", onclick: f }, "text", child).
// Text always goes in as text, never as html: transcripts may hold anything.

export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

// The beginning and the end of a long quote, cut at spaces; a single endless word is cut where it must be.
export function shortened(text, before, after) {
  if (text.length <= before + after + 10) return text;
  const head = text.slice(0, before + 1).replace(/\s+\S*$/, "");
  const tail = text.slice(-after - 1).replace(/^\S*\s+/, "");
  return `${head} … ${tail}`.replace(/\p{Cs}/gu, "");
}

export function clock(ms) {
  const total = Math.floor(ms / 1000);
  const parts = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}
