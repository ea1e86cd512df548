import { describe, expect, test } from 'vitest';
import { byReason, isUnderWay, pollWhile, POLL_MS, shownState, startsSlowly, waitingOf } from './runState';

const startedAt = '2026-11-23T09:00:00Z';
const after = (minutes: number) => Date.parse(startedAt) + minutes * 60_000;

describe('shownState', () => {
  test('ends wait for who may confirm them', () => expect(shownState({ state: 'CONFIRM', allowedActions: ['sync-run.confirm', 'sync-run.read'] })).toBe('CONFIRM'));
  test('and are confirmed once nobody may any more', () => expect(shownState({ state: 'CONFIRM', allowedActions: ['sync-run.read'] })).toBe('CONFIRMED'));
  test('the others are what they are', () => expect(shownState({ state: 'FAILED', allowedActions: [] })).toBe('FAILED'));
});

describe('isUnderWay', () => {
  test('until the 45th minute', () => {
    expect(isUnderWay({ state: 'RUNNING', startedAt }, after(45))).toBe(true);
    expect(isUnderWay({ state: 'RUNNING', startedAt }, after(45.1))).toBe(false);
  });
  test('not when it is over', () => expect(isUnderWay({ state: 'DONE', startedAt }, after(1))).toBe(false));
});

describe('startsSlowly', () => {
  test('only what waits, and has for more than a minute', () => {
    expect(startsSlowly({ state: 'RUNNING', phase: 'WAITING', startedAt }, after(1.1))).toBe(true);
    expect(startsSlowly({ state: 'RUNNING', phase: 'WAITING', startedAt }, after(0.9))).toBe(false);
    expect(startsSlowly({ state: 'RUNNING', phase: 'FETCHING', startedAt }, after(9))).toBe(false);
  });
});

test('it is asked for again only while it goes on', () => {
  expect(pollWhile({ state: 'RUNNING' })).toBe(POLL_MS);
  expect([pollWhile({ state: 'DONE' }), pollWhile(null), pollWhile(undefined)]).toEqual([false, false, false]);
});

test('reasons are counted, the commonest first', () => {
  const refused = [{ code: 'A', text: 'a' }, { code: 'B', text: 'b' }, { code: 'B', text: 'b' }];
  expect(byReason(refused)).toEqual([{ code: 'B', text: 'b', count: 2 }, { code: 'A', text: 'a', count: 1 }]);
  expect(byReason([])).toEqual([]);
});

test('what could not be read does not wait for a word', () => {
  expect(waitingOf([{ code: 'TOO_MANY', count: 48 }, { code: 'REFUSED', count: 7 }, { code: 'ORGANISATION', count: 1 }])).toBe(49);
  expect(waitingOf([{ code: 'EMPTY', count: 3 }])).toBe(0);
});
