import { expect, test } from 'vitest';
import type { ActivityOut } from '@/shared/api/generated';
import { bodyOf, isMinutes, newActivity, valuesOf } from './activityValues';

const activity = {
  id: 'a', kind: 'CHECKIN_MAJOR', title: 'Terminsavstämning', description: null, startsOn: '2027-01-18', endsOn: '2027-01-29',
  team: { id: 't', name: 'EHT' }, owner: null, protectedMinutes: 90, status: 'PLANNED',
  references: [
    { kind: 'GOAL', id: 'g1', label: 'Mål', path: '/lasaret/mal/g1' },
    { kind: 'MEETING', id: 'm1', label: 'EHT-möte', path: '/moten/m1' },
    { kind: 'GOAL_CHECK_IN', id: 'c1', label: 'Mål', path: '/lasaret/mal/g1' },
  ],
} as unknown as ActivityOut;

test('what was opened and not changed is sent as it was, with the links that the form does not show', () => {
  expect(bodyOf(valuesOf(activity), activity)).toEqual({
    kind: 'CHECKIN_MAJOR', title: 'Terminsavstämning', description: null, startsOn: '2027-01-18', endsOn: '2027-01-29', teamId: 't', ownerId: null,
    protectedMinutes: 90,
    references: [{ kind: 'GOAL', id: 'g1' }, { kind: 'MEETING', id: 'm1' }, { kind: 'GOAL_CHECK_IN', id: 'c1' }],
  });
});

test('a goal that is unticked goes, the other links stay', () => {
  expect(bodyOf({ ...valuesOf(activity), goalIds: [] }, activity).references).toEqual([{ kind: 'MEETING', id: 'm1' }, { kind: 'GOAL_CHECK_IN', id: 'c1' }]);
});

test('a new one stands on the day it was begun and is about nothing yet', () => {
  expect(bodyOf({ ...newActivity('2026-11-22'), title: '  Enkät ' })).toMatchObject({ title: 'Enkät', startsOn: '2026-11-22', endsOn: '2026-11-22', references: [] });
});

test('minutes are whole and at most a day', () => {
  expect(['0', ' 90 ', '1440'].map(isMinutes)).toEqual([true, true, true]);
  expect(['', '1441', '-1', '1,5', 'en timme'].some(isMinutes)).toBe(false);
});
