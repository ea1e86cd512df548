import { expect, test } from 'vitest';
import type { EventOut, NoteOut } from '@/shared/api/generated';
import { byDay, isBehind, merged, reached } from './timeline';

const note = (writtenAt: string) => ({ id: `n${writtenAt}`, writtenAt }) as NoteOut;
const event = (at: string, type = 'PHASE_CHANGED') => ({ id: `e${at}`, at, type }) as EventOut;
const times = (of: number, from: string) => Array.from({ length: of }, (_, n) => `2026-11-${String(Number(from) - n).padStart(2, '0')}T08:00:00Z`);

test('a list that has come less far than another holds the rest back, and is the one to fetch', () => {
  const notes = { times: times(3, '22'), more: true };
  const events = { times: times(9, '22'), more: true };
  expect(reached([notes, events])).toBe('2026-11-20T08:00:00Z');
  expect([isBehind(notes, [notes, events]), isBehind(events, [notes, events])]).toEqual([true, false]);
  const shown = merged(notes.times.map(note), events.times.map((at) => event(at)), 'all', reached([notes, events]));
  expect(shown.map(({ at }) => at)).toEqual(['22', '22', '21', '21', '20', '20'].map((day) => `2026-11-${day}T08:00:00Z`));
});

test('a list that has come to its end holds nothing back', () => {
  const notes = { times: times(1, '22'), more: false };
  const events = { times: times(9, '22'), more: false };
  expect(reached([notes, events])).toBe('');
  expect(isBehind(notes, [notes, events])).toBe(false);
  expect(reached([notes, { ...events, more: true }])).toBe('2026-11-14T08:00:00Z');
  expect(reached([])).toBe('');
});

test('a note stands for its own event, and each filter for its own', () => {
  const notes = [note('2026-11-22T08:00:00Z')];
  const events = [event('2026-11-22T08:00:00Z', 'NOTE_WRITTEN'), event('2026-11-21T08:00:00Z')];
  expect(merged(notes, events, 'all', '').map(({ id }) => id.slice(0, 1))).toEqual(['n', 'e']);
  expect(merged(notes, events, 'notes', '').map(({ id }) => id.slice(0, 1))).toEqual(['n']);
  expect(merged(notes, events, 'events', '').map(({ id }) => id.slice(0, 1))).toEqual(['e']);
});

test('days are those of Sweden', () => {
  const entries = merged([note('2026-11-22T23:30:00Z'), note('2026-11-23T08:00:00Z'), note('2026-11-22T22:30:00Z')], [], 'all', '');
  expect(byDay(entries).map(([day, held]) => [day, held.length])).toEqual([
    ['2026-11-23', 2],
    ['2026-11-22', 1],
  ]);
});
