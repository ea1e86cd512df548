import { expect, test } from 'vitest';
import { begin, clockFace, elapsed, handOver, pause, resume } from './itemTimer';

test('time is counted while it runs and stands still while it is paused', () => {
  const running = begin('a', 1_000);
  expect(elapsed(running, 31_000)).toBe(30_000);
  const paused = pause(running, 31_000);
  expect(elapsed(paused, 999_000)).toBe(30_000);
  const again = resume(paused, 100_000);
  expect(elapsed(again, 130_000)).toBe(60_000);
  expect(resume(again, 130_000)).toBe(again);
  expect(elapsed(running, 0)).toBe(0);
});

test('whole minutes are handed over as they pass and the rest goes on', () => {
  const { minutes, rest } = handOver(begin('a', 0), 150_000, false);
  expect(minutes).toBe(2);
  expect(elapsed(rest, 150_000)).toBe(30_000);
  expect(elapsed(rest, 180_000)).toBe(60_000);
});

test('half a minute counts as one when the item is left, less does not', () => {
  expect(handOver(begin('a', 0), 30_000, true).minutes).toBe(1);
  expect(handOver(begin('a', 0), 29_000, true).minutes).toBe(0);
  const { minutes, rest } = handOver(begin('a', 0), 50_000, true);
  expect([minutes, elapsed(rest, 50_000)]).toEqual([1, 0]);
});

test('the face of the clock', () => {
  expect([clockFace(0), clockFace(9_999), clockFace(724_000)]).toEqual(['0.00', '0.09', '12.04']);
});
