import { describe, expect, test } from 'vitest';
import { clockOf, currentMonday, dayOf, instantInSweden, minutesBetween, mondayOf, parseTime } from './times';

describe('instantInSweden', () => {
  test.each([
    ['2026-11-26', '08:30', '2026-11-26T07:30:00.000Z'],
    ['2026-06-09', '08:30', '2026-06-09T06:30:00.000Z'],
    ['2026-10-25', '12:00', '2026-10-25T11:00:00.000Z'],
    ['2026-03-29', '00:30', '2026-03-28T23:30:00.000Z'],
    ['2027-01-01', '00:00', '2026-12-31T23:00:00.000Z'],
  ])('%s %s', (day, time, instant) => {
    expect(instantInSweden(day, time)).toBe(instant);
    expect([dayOf(instant), clockOf(instant)]).toEqual([day, time]);
  });
});

describe('parseTime', () => {
  test.each([['8.30', '08:30'], ['08:30', '08:30'], [' 8 ', '08:00'], ['23.59', '23:59'], ['24.00', null], ['8.60', null], ['åtta', null], ['', null], ['830', null]])('%s', (text, time) => {
    expect(parseTime(text)).toBe(time);
  });
});

test('days and lengths', () => {
  expect(mondayOf('2026-11-22')).toBe('2026-11-16');
  expect(mondayOf('2026-11-16')).toBe('2026-11-16');
  expect(['2026-11-20', '2026-11-21', '2026-11-22'].map(currentMonday)).toEqual(['2026-11-16', '2026-11-23', '2026-11-23']);
  expect(minutesBetween('2026-11-26T07:30:00Z', '2026-11-26T09:00:00Z')).toBe(90);
});
