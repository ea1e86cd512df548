import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage, type Language } from '@/shared/i18n';
import { isoWeek, today } from './days';

const stockholm = 'Europe/Stockholm';
const tagOf = { sv: 'sv-SE', en: 'en-GB' } as const;
/** Swedish short names carry no full stop here, and three letters each: "tor 26 nov 2026". */
const plain = (text: string) => text.replaceAll('.', '').replaceAll(',', '').replace(/^tors /, 'tor ');
const atNoon = (day: string) => new Date(`${day}T12:00:00Z`);

/** A reference to the law that no line breaks in two: "2 kap. 25 §". */
export const together = (law: string): string => law.replace(/ (?=kap\.|§)|(?<=kap\.) /g, '\u00a0');

/** "F–9" for grades that follow one another as the API lists them; any others one by one. */
export function gradeSpan(grades: readonly string[]): string {
  const order = ['F', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10'];
  const [first, last] = [order.indexOf(grades[0] ?? ''), order.indexOf(grades.at(-1) ?? '')];
  const unbroken = grades.length > 2 && first >= 0 && grades.join() === order.slice(first, last + 1).join();
  return unbroken ? `${grades[0]}–${grades.at(-1)}` : grades.join(', ');
}

export type Format = ReturnType<typeof formatIn>;

/** Everything a person reads about days, times and numbers; days are `YYYY-MM-DD`, instants RFC 3339. */
export function formatIn(language: Language, t: TFunction) {
  const tag = tagOf[language];
  const dates = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(tag, { timeZone: 'UTC', ...options });
  const full = dates({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
  const brief = dates({ weekday: 'short', day: 'numeric', month: 'short' });
  const plainDate = dates({ day: 'numeric', month: 'long', year: 'numeric' });
  const monthAndYear = dates({ month: 'long', year: 'numeric' });
  const instantDay = new Intl.DateTimeFormat('sv-SE', { timeZone: stockholm, dateStyle: 'short' });
  const clock = new Intl.DateTimeFormat(tag, { timeZone: stockholm, hour: '2-digit', minute: '2-digit' });
  const time = (instant: string | Date) => {
    const text = clock.format(new Date(instant));
    return language === 'sv' ? text.replace(':', '.') : text;
  };
  const day = (d: string) => plain(full.format(atNoon(d)));
  const shortDay = (d: string) => plain(brief.format(atNoon(d)));
  const number = (n: number, decimals?: number) =>
    new Intl.NumberFormat(tag, { minimumFractionDigits: decimals, maximumFractionDigits: decimals ?? 3 }).format(n);
  return {
    /** "tis 24 nov 2026" */
    day,
    /** "tis 24 nov" */
    shortDay,
    /** "24 november 2026": of laws and other things without a week */
    date: (d: string) => plainDate.format(atNoon(d)),
    /** "november 2026" */
    month: (d: string) => monthAndYear.format(atNoon(d)),
    /** "10.42", Swedish time */
    time,
    /** "tis 24 nov 2026 10.42", Swedish time */
    instant: (i: string | Date) => `${day(instantDay.format(new Date(i)))} ${time(i)}`,
    /** "vecka 48" */
    week: (d: string) => t('time.week', { week: isoWeek(d).week }),
    /** "12 345,6" */
    number,
    /** "93,1 %" of a share already given in percent */
    percent: (n: number, decimals = 1) => `${number(n, decimals)}${language === 'sv' ? '\u00a0%' : '%'}`,
    /** "om 3 skoldagar (tor 26 nov)", "i dag", "försenad 2 skoldagar"; school days are counted by the server or `schoolDaysBetween` */
    due: (schoolDays: number, d: string, on = today()) => {
      // Over a week-end no school day passes: what was due on Friday is not due on Sunday.
      if (schoolDays === 0 && d !== on) return t(d < on ? 'time.passed' : 'time.by', { day: shortDay(d) });
      if (schoolDays === 0) return t('time.today', { day: shortDay(d) });
      if (schoolDays < 0) return t('time.late', { count: -schoolDays });
      return t('time.dueIn', { count: schoolDays, day: shortDay(d) });
    },
    /** "väntar sedan 4 skoldagar" */
    waiting: (schoolDays: number) => t('time.waiting', { count: schoolDays }),
  };
}

export function useFormat(): Format {
  const { t, i18n } = useTranslation();
  return useMemo(() => formatIn(i18n.language === 'en' ? 'en' : currentLanguage(), t), [t, i18n.language]);
}
