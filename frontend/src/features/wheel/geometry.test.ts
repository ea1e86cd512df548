import { expect, test } from 'vitest';
import { angleOf, angleOfPoint, anglesOf, dayAt, daysIn, monthsOf, shift, spanOf, textArc, TURN, weeksBetween } from './geometry';
import { toDayNumber } from '@/shared/lib/days';

const year = spanOf('2026-08-17', '2027-06-11');
const whole = spanOf('2027-08-01', '2028-07-31');

test('the circle holds whole months, a leap day included', () => {
  expect([year.start, year.end]).toEqual([toDayNumber('2026-08-01'), toDayNumber('2027-07-01')]);
  expect(monthsOf(year).map((m) => m.day)).toHaveLength(11);
  expect(daysIn(whole)).toBe(366);
  expect(monthsOf(whole).at(-1)?.a1).toBeCloseTo(TURN);
});

test('angle and day are each other’s inverse, for every day', () => {
  for (let d = year.start; d < year.end; d++) expect(dayAt(year, angleOf(year, d))).toBe(d);
  expect(dayAt(year, -0.001)).toBe(year.end - 1);
  expect(dayAt(year, angleOfPoint(0, -1))).toBe(year.start);
});

test('an activity is cut at the ends of the circle and left out when wholly outside', () => {
  expect(anglesOf(year, '2026-06-01', '2026-08-01')).toEqual({ a0: 0, a1: angleOf(year, year.start + 1) });
  expect(anglesOf(year, '2027-06-30', '2027-09-01')?.a1).toBeCloseTo(TURN);
  expect(anglesOf(year, '2026-07-01', '2026-07-31')).toBeNull();
});

test('moving keeps the length and stays inside', () => {
  expect(shift(year, { start: '2026-08-03', end: '2026-08-10' }, -30)).toEqual({ start: '2026-08-01', end: '2026-08-08' });
  expect(shift(year, { start: '2027-06-20', end: '2027-06-25' }, 14)).toEqual({ start: '2027-06-25', end: '2027-06-30' });
  expect(shift(year, { start: '2026-10-05', end: '2026-10-05' }, 7)).toEqual({ start: '2026-10-12', end: '2026-10-12' });
});

test('weeks between two angles go the short way round', () => {
  expect(weeksBetween(year, angleOf(year, year.start + 3), angleOf(year, year.start + 17))).toBe(2);
  expect(weeksBetween(year, 0.01, TURN - 0.01)).toBe(0);
});

test('text stands upright in the lower half', () => {
  const sweep = (d: string) => d.split('A')[1]?.split(' ')[4];
  expect(sweep(textArc(100, 0.1, 0.5))).toBe('1');
  expect(sweep(textArc(100, 3, 3.4))).toBe('0');
});
