import { expect, test } from 'vitest';
import { widthOf, wrap } from './lettering';

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
