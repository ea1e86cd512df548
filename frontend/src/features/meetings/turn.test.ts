import { expect, test } from 'vitest';
import { clockFace, inView, minutesOn, secondsOn } from './turn';

const first = { id: 'a', usedMinutes: 3 };
const second = { id: 'b', usedMinutes: 0 };
const turn = { currentItemId: 'b', currentSeconds: 50 };

test('the clock of the item that is up goes on between two answers', () => {
  expect(secondsOn(second, turn, 1_000, 1_000)).toBe(50);
  expect(secondsOn(second, turn, 1_000, 11_900)).toBe(60);
  expect(minutesOn(second, turn, 1_000, 11_900)).toBe(1);
  expect(secondsOn(second, turn, 9_000, 1_000)).toBe(50);
});

test('the other items stand at what was used on them', () => {
  expect(secondsOn(first, turn, 0, 999_000)).toBe(180);
  expect(secondsOn(second, { currentItemId: null, currentSeconds: null }, 0, 999_000)).toBe(0);
});

test('what is up is in view until another is chosen here', () => {
  expect(inView([first, second], undefined, 'b')).toBe(second);
  expect(inView([first, second], 'a', 'b')).toBe(first);
  expect(inView([first, second], 'gone', 'b')).toBe(second);
  expect(inView([first, second], undefined, null)).toBe(first);
  expect(inView([], undefined, 'b')).toBeNull();
});

test('the face of the clock', () => {
  expect([clockFace(0), clockFace(9), clockFace(724)]).toEqual(['0.00', '0.09', '12.04']);
});
