import type { CaseTypeOut } from '@/shared/api/generated';
import { addDays, today, weekdayOf } from '@/shared/lib/days';
import { weekdayIn } from './weekday';

const SIX_WEEKS = 42;
const FRIDAY = 5;
const WEEK = 7;

/** Six weeks ahead, or as late as the case type lets it be set today: a day somebody works. */
export function followUpDay(kind?: CaseTypeOut): string {
  const day = weekdayIn(SIX_WEEKS);
  const longest = kind?.clocks.find(({ since }) => since === 'FOLLOW_UP_SET');
  if (!longest) return day;
  let latest = addDays(today(), longest.amount * (longest.unit === 'WEEKS' ? WEEK : 1));
  if (day <= latest) return day;
  while (weekdayOf(latest) > FRIDAY && latest > today()) latest = addDays(latest, -1);
  return latest;
}

/** The day in a form when another type is chosen: as it was, unless that is later than the type lets it be. */
export function within(day: string, kind?: CaseTypeOut): string {
  const proposed = followUpDay(kind);
  return proposed < followUpDay() && day > proposed ? proposed : day;
}
