// Dates as the reader writes them, in their zone.

/** The page speaks English; which English is the reader's choice. */
export const LOCALE = (globalThis.navigator?.languages ?? []).find((language) => language.startsWith("en")) ?? "en-GB";

const format = (options) => new Intl.DateTimeFormat(LOCALE, options);
const CLOCK = format({ hour: "numeric", minute: "2-digit" });
const DAY = format({ day: "numeric", month: "long", year: "numeric" });
const FULL = format({ weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "numeric", minute: "2-digit" });
const SHORT_DAY = format({ day: "2-digit", month: "2-digit", year: "numeric" });
const STYLES = {
  t: CLOCK,
  T: format({ hour: "2-digit", minute: "2-digit", second: "2-digit" }),
  d: SHORT_DAY,
  D: DAY,
  f: format({ day: "numeric", month: "long", year: "numeric", hour: "numeric", minute: "2-digit" }),
  F: FULL,
  s: format({ day: "2-digit", month: "2-digit", year: "numeric", hour: "2-digit", minute: "2-digit" }),
  S: format({ day: "2-digit", month: "2-digit", year: "numeric", hour: "2-digit", minute: "2-digit", second: "2-digit" }),
};
const RELATIVE = new Intl.RelativeTimeFormat(LOCALE, { numeric: "auto" });
const UNITS = [["year", 31536000], ["month", 2592000], ["week", 604800], ["day", 86400], ["hour", 3600], ["minute", 60]];

const sameDay = (a, b) => a.toDateString() === b.toDateString();
const dayBefore = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate() - 1);

/** `14:03`: for messages that follow one of the same author. */
export const clock = (date) => CLOCK.format(date);

/** The date in full, for tooltips. */
export const full = (date) => FULL.format(date);

/** `14:03` today, `yesterday 14:03`, else date and time. */
export function moment(date, now = new Date()) {
  if (sameDay(date, now)) return CLOCK.format(date);
  if (sameDay(date, dayBefore(now))) return `${RELATIVE.format(-1, "day")} ${CLOCK.format(date)}`;
  return `${SHORT_DAY.format(date)} ${CLOCK.format(date)}`;
}

/** The heading above a day's messages. */
export function dayHeading(date, now = new Date()) {
  if (sameDay(date, now)) return capital(RELATIVE.format(0, "day"));
  if (sameDay(date, dayBefore(now))) return capital(RELATIVE.format(-1, "day"));
  return DAY.format(date);
}

const capital = (text) => text.charAt(0).toLocaleUpperCase() + text.slice(1);

/** `in 3 hours`, `2 days ago`. */
export function relative(date, now = new Date()) {
  const seconds = Math.round((date - now) / 1000);
  const [unit, size] = UNITS.find(([, s]) => Math.abs(seconds) >= s) ?? ["second", 1];
  return RELATIVE.format(Math.trunc(seconds / size), unit);
}

/** A timestamp as markdown's `<t:…:style>` asks for. */
export function styled(date, style) {
  return style === "R" ? relative(date) : (STYLES[style] ?? STYLES.f).format(date);
}

/** Keeps every `<time data-relative>` on the page true. */
export function keepRelativeTimesFresh() {
  setInterval(() => {
    for (const node of document.querySelectorAll("time[data-relative]")) node.textContent = relative(new Date(node.dateTime));
  }, 15000);
}
