import { expect, test } from 'vitest';
import { bodyOf, emptyGoal, parseFigure, patchOf, suggestDays } from './values';

test('reads numbers as Swedes write them, and nothing that is none', () => {
  expect(parseFigure('93,1')).toBe(93.1);
  expect(parseFigure(' 1 234,5 ')).toBe(1234.5);
  expect(parseFigure('94 %')).toBe(94);
  expect(parseFigure('−5')).toBe(-5);
  expect(parseFigure('')).toBeNull();
  for (const wrong of ['nio', '1,2,3', '1e9', '--4', '0,00001', '12345678901']) expect(parseFigure(wrong)).toBeUndefined();
});

const values = { ...emptyGoal('team', 'me', '2026-11-22'), title: '  Alla läser  ', baselineValue: '90,5', targetValue: '94' };

test('the way follows from the two values', () => {
  expect(bodyOf(values)).toMatchObject({ title: 'Alla läser', direction: 'INCREASE', baselineValue: 90.5, targetValue: 94 });
  expect(bodyOf({ ...values, targetValue: '80' }).direction).toBe('DECREASE');
  expect(bodyOf({ ...values, targetValue: '90,5' }).direction).toBeNull();
  expect(bodyOf({ ...values, targetValue: 'nio' })).toMatchObject({ direction: null, targetValue: null });
});

test('what is empty is null, and a day that cannot be read is left out', () => {
  expect(bodyOf({ ...values, deadlineOn: '2027-02-30', checkInDays: ['2027-01-14', 'snart'] })).toMatchObject({
    metric: null,
    metricSource: null,
    deadlineOn: null,
    checkInDays: ['2027-01-14'],
  });
});

test('an active goal sends only what may change', () => {
  expect(patchOf({ ...values, checkInDays: ['2027-01-14'] }, true)).toEqual({ ownerId: 'me', checkInDays: ['2027-01-14'] });
  expect(patchOf(values, false)).not.toHaveProperty('teamId');
});

test('suggests two weekdays on the way, and none where there is no time', () => {
  expect(suggestDays('2026-11-22', '2027-05-28')).toEqual(['2027-01-22', '2027-03-26']);
  expect(suggestDays('2026-11-22', '2026-11-25')).toEqual([]);
  expect(suggestDays('2026-11-22', '')).toEqual([]);
  expect(suggestDays('2027-05-28', '2026-11-22')).toEqual([]);
});
