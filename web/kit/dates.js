// Days and times as people read them, in the language of the page.
import { locale } from "./words.js";

// A day is an ISO date, the same wherever the reader is. month: "long" (12 oktober 2022) or "short" (12 okt 2022).
export function dayName(day, month = "long") {
  return new Intl.DateTimeFormat(locale, { day: "numeric", month, year: "numeric", timeZone: "UTC" })
    .format(new Date(`${day}T00:00:00Z`));
}

// The pilot's time zone, once the page knows who looks (static/account.js); of this browser until then.
const inZone = (how) => ({ ...how, timeZone: document.documentElement.dataset.zone || undefined });

// The time of a moment (ISO, UTC, or ms) where the pilot is: 14:05.
export const timeOnly = (moment) => new Date(moment).toLocaleTimeString(locale, inZone({ hour: "2-digit", minute: "2-digit" }));

// That, with the date when it is not of `today` (ISO).
export function timeName(moment, today = "") {
  const at = new Date(moment);
  if (at.toLocaleDateString("sv", inZone({})) === today) return timeOnly(at); // Swedish dates are ISO dates
  return `${at.toLocaleDateString(locale, inZone({ day: "numeric", month: "long" }))}, ${timeOnly(at)}`;
}

// How long a recording lasts, as `clock`; of less than a second its parts, 0,1 s, for 00:00:00 is nothing.
export function lasts(ms) {
  if (!(ms > 0 && ms < 1000)) return clock(ms);
  const tenths = Math.min(9, Math.max(1, Math.round(ms / 100)));
  return `${new Intl.NumberFormat(locale, { minimumFractionDigits: 1 }).format(tenths / 10)} s`;
}

// A place in a recording, in integer ms, as hours, minutes and seconds: 00:12:05.
export function clock(ms) {
  const total = Math.floor(ms / 1000);
  const parts = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}
