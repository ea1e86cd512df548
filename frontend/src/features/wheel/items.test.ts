import { expect, test } from 'vitest';
import type { ActivityOut, WheelDatesOut } from '@/shared/api/generated';
import { byMonth, monthNow, placed, spanOfPart, weeksOf, within } from './items';

const activity = (id: string, startsOn: string, endsOn = startsOn) =>
  ({ id, title: id, kind: 'ANALYSIS', ring: 'FOLLOW_UP', startsOn, endsOn, status: 'PLANNED' }) as unknown as ActivityOut;
const dates = {
  meetings: [{ id: '1', title: 'EHT', type: 'EHT', startsAt: '2026-10-06T22:30:00Z', endsAt: '2026-10-06T23:00:00Z', path: '/moten/1' }],
  goals: [{ goalId: '2', kind: 'DEADLINE', checkInId: null, title: 'Mål', day: '2027-05-28', path: '/lasaret/mal/2' }],
} as unknown as WheelDatesOut;
const words = () => 'Slutdatum';
const wheel = { firstOn: '2026-08-01', lastOn: '2027-06-30' };

test('all that is asked for, in order of time; a meeting at night is on its Swedish day and stays where it is', () => {
  const rows = placed([activity('b', '2026-11-02'), activity('a', '2026-09-01')], dates, { meetings: true, goals: true, words });
  expect(rows.map((r) => [r.item.start, r.item.title, r.item.fixed ?? false])).toEqual([
    ['2026-09-01', 'a', false],
    ['2026-10-07', 'EHT', true],
    ['2026-11-02', 'b', false],
    ['2027-05-28', 'Slutdatum', true],
  ]);
  expect(placed([], dates, { meetings: false, goals: false, words })).toEqual([]);
  expect(new Set(rows.map((r) => r.item.id)).size).toBe(rows.length);
});

test('a term is its months, and what only touches it is shown in it', () => {
  expect(spanOfPart(wheel, undefined)).toEqual({ start: '2026-08-01', end: '2027-06-30' });
  expect(spanOfPart(wheel, 'HT')).toEqual({ start: '2026-08-01', end: '2026-12-31' });
  const spring = spanOfPart(wheel, 'VT');
  expect(spring).toEqual({ start: '2027-01-01', end: '2027-06-30' });
  const [christmas] = placed([activity('c', '2026-12-20', '2027-01-08')], undefined, { meetings: false, goals: false, words });
  expect(christmas && within(christmas, spring)).toBe(true);
  expect(christmas && byMonth([christmas], spring.start)).toEqual([['2027-01', [christmas]]]);
});

test('the list opens at the month of today, or at the next that holds anything', () => {
  const months = ['2026-08', '2026-09', '2026-12', '2027-01'];
  const span = { start: '2026-08-01', end: '2027-06-30' };
  expect(monthNow(months, span, '2026-09-30')).toBe('2026-09');
  expect(monthNow(months, span, '2026-10-01')).toBe('2026-12');
  expect(monthNow(months, span, '2027-02-01')).toBeNull();
  expect(monthNow(months, span, '2026-07-31')).toBeNull();
  expect(monthNow(months, { ...span, end: '2026-12-31' }, '2027-01-10')).toBeNull();
});

test('weeks are those of the calendar', () => {
  expect(weeksOf({ start: '2026-12-28', end: '2027-01-04' })).toEqual({ from: 53, to: 1 });
});
