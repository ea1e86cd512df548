import { expect, test } from 'vitest';
import { besideHand, widthOf, wrap } from './lettering';

test('wide letters take more room than narrow ones', () => {
  expect(widthOf('MMM', 10)).toBeGreaterThan(widthOf('iii', 10) * 2);
  expect(widthOf('', 10)).toBe(0);
});

test('words go on lines that hold them', () => {
  const line = Math.max(widthOf('Mål prövas', 10), widthOf('mot SMART', 10));
  expect(wrap('Mål prövas mot SMART', 10, [line, line])).toEqual(['Mål prövas', 'mot SMART']);
});

test('nothing is split or cut: what does not fit is not written', () => {
  expect(wrap('Nulägesavstämning', 10, [50])).toBeNull();
  expect(wrap('Mål prövas mot SMART', 10, [widthOf('Mål prövas', 10)])).toBeNull();
});

test('the name of a month stands in the middle where today is far from it', () => {
  expect(besideHand(null, 0.5)).toBe(0.5);
  expect(besideHand(0.02, 0.5)).toBe(0.5);
  expect(besideHand(0.95, 0.5)).toBe(0.5);
});

test('today covers no name: it moves aside, whole and inside its month, or is said to have no room', () => {
  for (let hand = 0; hand < 1; hand += 0.01) {
    for (const width of [0.2, 0.4, 0.5, 0.7]) {
      const at = besideHand(hand, width);
      if (at === null) {
        expect(Math.max(hand, 1 - hand)).toBeLessThan(width + 0.1);
        continue;
      }
      const [from, to] = [at - width / 2, at + width / 2];
      expect(from).toBeGreaterThanOrEqual(-1e-9);
      expect(to).toBeLessThanOrEqual(1 + 1e-9);
      expect(hand > from - 0.05 && hand < to + 0.05).toBe(false);
    }
  }
  expect(besideHand(0.5, 0.5)).toBeNull();
});
