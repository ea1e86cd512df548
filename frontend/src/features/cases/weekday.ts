import { addDays, today, weekdayOf } from '@/shared/lib/days';

const FRIDAY = 5;

/** So many days from now, or the Monday after where that is a weekend: a day somebody works. */
export function weekdayIn(days: number): string {
  let day = addDays(today(), days);
  while (weekdayOf(day) > FRIDAY) day = addDays(day, 1);
  return day;
}
