// Making elements: el("button", { type: "button", onclick: f }, "text", child). Text goes in as text, never as html.

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

// A clock time (UTC, ISO) as people say it in the pilot's time zone; with the date when it is not of today.
export function clockTime(iso, { language, zone: timeZone, today }) {
  const locale = language === "en" ? "en-GB" : language; // 24 hours
  const at = new Date(iso);
  const time = at.toLocaleTimeString(locale, { hour: "2-digit", minute: "2-digit", timeZone });
  if (at.toLocaleDateString("sv", { timeZone }) === today) return time; // Swedish dates are ISO dates
  return `${at.toLocaleDateString(locale, { day: "numeric", month: "long", timeZone })}, ${time}`;
}

// A random name; randomUUID is there only on https and on the machine itself.
export function randomName() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
