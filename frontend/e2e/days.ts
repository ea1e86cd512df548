const DAY_MS = 86_400_000;
const written = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' });

/** The day in Stockholm so many days from now, as one writes it in a field. */
export const dayAhead = (days: number): string => written.format(Date.now() + days * DAY_MS);

/** The day so many days ago. */
export const dayBefore = (days: number): string => dayAhead(-days);

/** The first weekday from so many days ahead on. */
export function weekdayIn(days: number): string {
  const weekday = new Date(dayAhead(days)).getUTCDay();
  return weekday % 6 === 0 ? weekdayIn(days + 1) : dayAhead(days);
}
