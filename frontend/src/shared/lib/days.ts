/** Days as `YYYY-MM-DD`, counted in UTC so that summer time never moves one. */
const DAY_MS = 86_400_000;

export const toDayNumber = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS);
export const fromDayNumber = (n: number): string => new Date(n * DAY_MS).toISOString().slice(0, 10);
export const addDays = (day: string, n: number): string => fromDayNumber(toDayNumber(day) + n);
/** 1 = Monday … 7 = Sunday. */
export const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

/** Week and its year after ISO 8601, as in Swedish calendars. */
export function isoWeek(day: string): { week: number; year: number } {
  const thursday = addDays(day, 4 - weekdayOf(day));
  const year = Number(thursday.slice(0, 4));
  const week = 1 + Math.floor((toDayNumber(thursday) - toDayNumber(`${year}-01-01`)) / 7);
  return { week, year };
}

const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', year: 'numeric', month: '2-digit', day: '2-digit' });

/** The day in Sweden at an instant, wherever the browser stands. */
export const dayInSweden = (instant: Date): string => clock.format(instant);
export const today = (): string => dayInSweden(new Date());

/**
 * School days after `from` up to and including `to`; negative when `to` is earlier.
 * `closed` holds holidays and breaks that fall on weekdays (from `/calendar-days`).
 */
export function schoolDaysBetween(from: string, to: string, closed: ReadonlySet<string> = new Set()): number {
  const sign = to >= from ? 1 : -1;
  const [first, last] = sign > 0 ? [from, to] : [to, from];
  let count = 0;
  for (let n = toDayNumber(first) + 1; n <= toDayNumber(last); n++) {
    const day = fromDayNumber(n);
    if (weekdayOf(day) <= 5 && !closed.has(day)) count++;
  }
  return count === 0 ? 0 : sign * count;
}
