import { expect, test } from 'vitest';
import { around, boxOf, crosses, overlap, placeLabels, type Label, type Spot } from './figureLabels';

const frame = { x0: 0, y0: 0, x1: 320, y1: 250 };
const label = (text: string, spot: Spot): Label => ({ text, size: 13, places: around(spot, 13) });

test('a line through a box is seen, and one beside it is not', () => {
  const box = { x0: 10, y0: 10, x1: 20, y1: 20 };
  expect(crosses(box, { x: 0, y: 15 }, { x: 30, y: 15 })).toBe(true);
  expect(crosses(box, { x: 0, y: 0 }, { x: 30, y: 30 })).toBe(true);
  expect(crosses(box, { x: 12, y: 12 }, { x: 12, y: 12 })).toBe(true);
  expect(crosses(box, { x: 0, y: 25 }, { x: 30, y: 25 })).toBe(false);
  expect(crosses(box, { x: 0, y: 15 }, { x: 9, y: 15 })).toBe(false);
  expect(crosses(box, { x: 0, y: 12 }, { x: 12, y: 0 })).toBe(false);
});

test('no label lies on another, on the curve or outside, wherever the curve goes', () => {
  const texts = ['Mål 94', 'Utgångsvärde 90,5', '92,4', 'i dag'];
  for (let seed = 1; seed <= 200; seed += 1) {
    const random = (n: number) => (Math.sin(seed * 12.9898 + n * 78.233) * 43758.5453) % 1;
    const curve = [0, 1, 2, 3].map((n) => ({ x: 50 + n * 60 + random(n) * 20, y: 125 + random(n + 9) * 90 }));
    const labels = texts.map((text, i) => label(text, curve[i] ?? { x: 0, y: 0 }));
    const places = placeLabels(labels, { frame, curve });
    const boxes = places.flatMap((place, i) => (place && labels[i] ? [boxOf(labels[i], place)] : []));
    expect(boxes.length).toBeGreaterThanOrEqual(2);
    boxes.forEach((box, i) => {
      expect(boxes.slice(i + 1).some((other) => overlap(box, other)), `seed ${seed}`).toBe(false);
      expect(curve.some((spot, n) => n > 0 && crosses(box, curve[n - 1] ?? spot, spot)), `seed ${seed}`).toBe(false);
      expect(box.x0).toBeGreaterThanOrEqual(0);
      expect(box.x1).toBeLessThanOrEqual(320);
    });
  }
});

test('the best place is taken when it is free, and a label without room is left out', () => {
  const [place] = placeLabels([label('92,4', { x: 160, y: 100 })], { frame, curve: [] });
  expect(place).toEqual({ x: 160, y: 90, anchor: 'middle' });
  expect(placeLabels([label('Utgångsvärde 90,5', { x: 5, y: 5 })], { frame: { x0: 0, y0: 0, x1: 40, y1: 20 }, curve: [] })).toEqual([null]);
});
