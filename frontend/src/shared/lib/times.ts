import { addDays, dayInSweden, weekdayOf } from '@/shared/lib/days';

const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', dateStyle: 'short', timeStyle: 'medium' });
const MINUTE_MS = 60_000;

/** What the clocks in Sweden show at an instant, as if it were UTC. */
const wall = (at: number): number => Date.parse(`${parts.format(at).replace(' ', 'T')}Z`);

/** The instant when the clocks in Sweden show this, wherever the browser stands. */
export function instantInSweden(day: string, time: string): string {
  const wanted = Date.parse(`${day}T${time}:00Z`);
  const first = wanted - (wall(wanted) - wanted);
  return new Date(wanted - (wall(first) - first)).toISOString();
}

/** "8.30", "08:30" or "8" as HH:MM; null for what is no time of day. */
export function parseTime(text: string): string | null {
  const found = /^(\d{1,2})(?:[.:](\d{2}))?$/.exec(text.trim());
  if (!found) return null;
  const [hour, minute] = [Number(found[1]), Number(found[2] ?? 0)];
  return hour < 24 && minute < 60 ? `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` : null;
}

export const minutesBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / MINUTE_MS);
export const dayOf = (instant: string): string => dayInSweden(new Date(instant));
export const mondayOf = (day: string): string => addDays(day, 1 - weekdayOf(day));
/** Of the week that is worked in now: on a Saturday and a Sunday it is the one to come. */
export const currentMonday = (day: string): string => mondayOf(addDays(day, 2));
/** "08:30" in Sweden. */
export const clockOf = (instant: string): string => parts.format(new Date(instant)).slice(11, 16);
