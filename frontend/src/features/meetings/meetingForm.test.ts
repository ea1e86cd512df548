import { describe, expect, test } from 'vitest';
import { faultsOf, meetingBody, seriesBody, usualType, type MeetingValues } from './meetingForm';

const good: MeetingValues = {
  teamId: 't1', type: 'EHM', repeats: false, day: '2026-11-26', lastDay: '', interval: '1', starts: '8.30', ends: '10', mode: 'PHYSICAL', place: ' ', videoLink: '',
};

describe('faultsOf', () => {
  test('nothing is wrong', () => expect(faultsOf(good)).toEqual({}));
  test('everything is missing', () => {
    const empty = { ...good, teamId: '', day: '26 nov', starts: 'åtta', ends: '' };
    expect(faultsOf(empty)).toEqual({ teamId: 'teamMissing', day: 'dayMissing', starts: 'timeMissing', ends: 'timeMissing' });
  });
  test('it ends after it begins', () => expect(faultsOf({ ...good, ends: '8.30' })).toEqual({ ends: 'timeOrder' }));
  test('a series has a last day, and no meetings in weekends', () => {
    expect(faultsOf({ ...good, repeats: true })).toEqual({ lastDay: 'dayMissing' });
    expect(faultsOf({ ...good, repeats: true, lastDay: '2026-11-25' })).toEqual({ lastDay: 'lastBefore' });
    expect(faultsOf({ ...good, repeats: true, day: '2026-11-28', lastDay: '2026-12-28' })).toEqual({ day: 'weekend' });
    expect(faultsOf({ ...good, day: '2026-11-28' })).toEqual({});
  });
});

test('what is sent', () => {
  expect(meetingBody(good)).toEqual({
    teamId: 't1', type: 'EHM', mode: 'PHYSICAL', place: null, videoLink: null, startsAt: '2026-11-26T07:30:00.000Z', endsAt: '2026-11-26T09:00:00.000Z',
  });
  expect(seriesBody({ ...good, lastDay: '2026-12-17', interval: '2' })).toMatchObject({ weekday: 4, intervalWeeks: 2, starts: '08:30', minutes: 90, firstOn: '2026-11-26', lastOn: '2026-12-17' });
  expect([usualType('EHT'), usualType('PROJECT'), usualType(undefined)]).toEqual(['EHT', 'EHM', 'EHM']);
});
