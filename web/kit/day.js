// A date to type or to choose, written as the page writes dates: a browser's own field follows the browser's language,
// and one who reads 03/04/2021 as the third of April would say the fourth of March.
import { el } from "./dom.js";
import { t } from "./words.js";

const ORDERS = [
  [/^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/, ["year", "month", "day"]],
  [/^(\d{1,2})[-/. ]+(\d{1,2})[-/. ]+(\d{4}|\d\d)$/, ["day", "month", "year"]],
  [/^(\d{1,2})(?:e|ste|de|st|nd|rd|th)?[-/. ]+([a-z]{3,9})\.?[-/. ]+(\d{4}|\d\d)$/, ["day", "name", "year"]],
];

// The beginnings of the months in Dutch and in English: whoever writes them may have either in mind.
const MONTHS = [["jan"], ["feb"], ["mrt", "maa", "mar"], ["apr"], ["mei", "may"], ["jun"], ["jul"], ["aug"], ["sep"],
  ["okt", "oct"], ["nov"], ["dec"]];

// The date (ISO) that somebody wrote, day before month; "" where it is none. A year of two digits is of this century.
export function readDay(text) {
  const written = text.trim().toLowerCase();
  for (const [form, order] of ORDERS) {
    const found = form.exec(written);
    if (!found) continue;
    const part = Object.fromEntries(order.map((name, at) => [name, found[at + 1]]));
    const month = part.month ?? MONTHS.findIndex((names) => names.some((name) => part.name.startsWith(name))) + 1;
    const year = part.year.length === 2 ? `20${part.year}` : part.year;
    const day = `${year}-${String(month).padStart(2, "0")}-${part.day.padStart(2, "0")}`;
    const at = new Date(`${day}T00:00:00Z`);
    return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day) ? day : "";
  }
  return "";
}

const writeDay = (day) => day.split("-").reverse().join("-");

// The field: `element` to show, `control` to name and to focus, `value` (ISO, "" for none), `max` (ISO); about: what the
// field is called, for who hears its button among those of others. Whoever listens to "change" on the control finds the
// value there; what cannot be read is said under it, and counts as no date. The calendar is the browser's own: it knows
// touch, keys and screen readers of its machine better than one of ours would, and speaks its language.
export function dayInput({ value = "", max = "", about = "", ...attributes } = {}) {
  let day = "";
  const control = el("input", { ...attributes, type: "text", autocomplete: "off", spellcheck: "false", maxlength: 30,
    placeholder: t("dd-mm-yyyy"), "data-day": "" });
  const picker = el("input", { type: "date", max, tabindex: "-1", "aria-hidden": "true", class: "rd-day-picker" });
  const fault = el("span", { class: "rd-fault", role: "alert", hidden: true });
  const open = el("button", { type: "button", class: "rd-day-open", title: t("Choose in a calendar"),
    "aria-label": t("Choose in a calendar"), "aria-description": about, onclick: () => {
      picker.value = day;
      try { picker.showPicker(); } catch { control.focus(); }
    } }, "▦");

  const tell = (sentence) => {
    fault.textContent = sentence;
    fault.hidden = !sentence;
    control.setCustomValidity(sentence);
  };
  const put = (next) => {
    day = next;
    control.value = next ? writeDay(next) : "";
    tell("");
  };
  // While somebody types a year may still lack its end. What was said goes with the key that mends it.
  control.addEventListener("input", () => {
    day = /\d{4}/.test(control.value) ? readDay(control.value) : "";
    if (day || !control.value.trim()) tell("");
  });
  control.addEventListener("change", () => {
    const read = readDay(control.value);
    if (read || !control.value.trim()) put(read);
    else {
      day = "";
      tell(t("Write the date as day-month-year, such as 04-03-2021."));
    }
  });
  picker.addEventListener("input", (event) => event.stopPropagation());
  picker.addEventListener("change", (event) => {
    event.stopPropagation();
    put(picker.value);
    for (const kind of ["input", "change"]) control.dispatchEvent(new Event(kind, { bubbles: true }));
    control.focus();
  });
  put(value);
  return {
    control, element: el("span", { class: "rd-day" }, control, open, picker, fault),
    get value() { return day; }, set value(next) { put(next); }, set max(next) { picker.max = next; },
  };
}
