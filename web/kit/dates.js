// Days and times as people read them, in the language of the page.
import { locale } from "./words.js";

// A day is an ISO date, the same wherever the reader is. month: "long" (12 oktober 2022) or "short" (12 okt 2022).
export function dayName(day, month = "long") {
  return new Intl.DateTimeFormat(locale, { day: "numeric", month, year: "numeric", timeZone: "UTC" })
    .format(new Date(`${day}T00:00:00Z`));
}

// The time of a moment (ISO, UTC) in the pilot's time zone; with the date when it is not of `today` (ISO).
export function timeName(moment, { zone: timeZone, today }) {
  const at = new Date(moment);
  const time = at.toLocaleTimeString(locale, { hour: "2-digit", minute: "2-digit", timeZone });
  if (at.toLocaleDateString("sv", { timeZone }) === today) return time; // Swedish dates are ISO dates
  return `${at.toLocaleDateString(locale, { day: "numeric", month: "long", timeZone })}, ${time}`;
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
