// Dates as people read them: 12 okt 2022.

export function showDate(day) {
  const [year, month, date] = day.split("-").map(Number);
  return new Intl.DateTimeFormat(document.documentElement.lang || "nl",
    { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }).format(Date.UTC(year, month - 1, date));
}
