import { expect, test } from 'vitest';
import { addDays, dayInSweden, isoWeek, schoolDaysBetween, weekdayOf } from './days';

test.each([
  ['2026-11-22', 47, 2026],
  ['2026-11-23', 48, 2026],
  ['2027-01-01', 53, 2026],
  ['2024-12-30', 1, 2025],
  ['2026-01-01', 1, 2026],
])('%s is week %i of %i', (day, week, year) => {
  expect(isoWeek(day)).toEqual({ week, year });
});

test('days are counted over the change to summer time', () => {
  expect(addDays('2026-03-28', 2)).toBe('2026-03-30');
  expect(weekdayOf('2026-03-29')).toBe(7);
});

test('the day in Sweden is already tomorrow late in the evening UTC', () => {
  expect(dayInSweden(new Date('2026-11-22T23:30:00Z'))).toBe('2026-11-23');
  expect(dayInSweden(new Date('2026-07-01T22:30:00Z'))).toBe('2026-07-02');
});

test('school days leave out weekends and closed days', () => {
  expect(schoolDaysBetween('2026-11-23', '2026-11-26')).toBe(3);
  expect(schoolDaysBetween('2026-11-20', '2026-11-23')).toBe(1);
  expect(schoolDaysBetween('2026-10-23', '2026-11-02', new Set(['2026-10-26', '2026-10-27', '2026-10-28', '2026-10-29', '2026-10-30']))).toBe(1);
  expect(schoolDaysBetween('2026-11-26', '2026-11-24')).toBe(-2);
  expect(schoolDaysBetween('2026-11-21', '2026-11-22')).toBe(0);
});
