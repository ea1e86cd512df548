import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type * as Session from './session';

let session: typeof Session.session;

const at = (iso: string) => Date.parse(iso);
const times = { expiresAt: '2026-11-22T20:00:00Z', idleExpiresAt: '2026-11-22T10:30:00Z' };

beforeEach(async () => {
  vi.useFakeTimers();
  vi.resetModules();
  ({ session } = await import('./session'));
});
afterEach(() => {
  vi.useRealTimers();
});

function idleEndsAt(): number {
  const state = session.get();
  return state.phase === 'active' ? state.idleEndsAt : Number.NaN;
}

test('limits are told from the server’s clock, whatever ours says', () => {
  vi.setSystemTime(at('2020-01-01T00:00:00Z'));
  session.opened('p', times, at('2026-11-22T10:00:00Z'));
  expect(idleEndsAt() - Date.now()).toBe(30 * 60_000);
});

test('a call moves the idle limit, never past the end of the session', () => {
  vi.setSystemTime(at('2026-11-22T10:00:00Z'));
  session.opened('p', times, Date.now());
  vi.setSystemTime(at('2026-11-22T10:20:00Z'));
  session.touched();
  expect(idleEndsAt()).toBe(at('2026-11-22T10:50:00Z'));
  vi.setSystemTime(at('2026-11-22T19:50:00Z'));
  session.touched();
  expect(idleEndsAt()).toBe(at('2026-11-22T20:00:00Z'));
});

test('a covered page knows whose it is, and a page of nobody is never covered', () => {
  session.cover();
  expect(session.get()).toEqual({ phase: 'none' });
  session.opened('p', times, Date.now());
  session.cover();
  expect(session.get()).toEqual({ phase: 'covered', personId: 'p' });
});
