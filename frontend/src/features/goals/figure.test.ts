import { expect, test } from 'vitest';
import { inOrder, niceStep, scaleOf, type FigureData } from './figure';

const frame = { width: 600, height: 240, left: 40, right: 20, top: 20, bottom: 20 };
const data: FigureData = {
  baseline: { day: '2026-09-01', value: 90.5 },
  target: { day: '2027-05-28', value: 94 },
  start: '2026-09-15',
  points: [{ day: '2026-11-10', value: 92.4 }, { day: '2026-10-05', value: 91.2 }],
};

test('everything lies inside the frame, earlier to the left and higher values higher', () => {
  const { x, y } = scaleOf(data, frame);
  expect(x('2026-09-01')).toBe(40);
  expect(x('2027-05-28')).toBe(580);
  expect(x('2026-10-05')).toBeLessThan(x('2026-11-10'));
  expect(y(94)).toBeGreaterThan(20);
  expect(y(90.5)).toBeLessThan(220);
  expect(y(94)).toBeLessThan(y(90.5));
});

test('a goal that is to go down is drawn the same way up', () => {
  const { y } = scaleOf({ ...data, target: { day: '2027-05-28', value: 80 } }, frame);
  expect(y(80)).toBeGreaterThan(y(90.5));
});

test('lines stand at values people count in', () => {
  expect(scaleOf(data, frame).ticks).toEqual([91, 92, 93, 94]);
  expect([niceStep(4), niceStep(100), niceStep(0.3), niceStep(7)]).toEqual([1, 20, 0.1, 2]);
});

test('no way to go and one day only still give a drawing', () => {
  const flat = scaleOf({ baseline: { day: '2026-09-01', value: 0 }, target: { day: '2026-09-01', value: 0 }, start: '2026-09-01', points: [] }, frame);
  expect(Number.isFinite(flat.x('2026-09-01'))).toBe(true);
  expect(Number.isFinite(flat.y(0))).toBe(true);
  expect(flat.ticks.length).toBeGreaterThan(0);
});

test('check-ins are joined in the order of time, and a day outside is known', () => {
  expect(inOrder(data.points).map((p) => p.value)).toEqual([91.2, 92.4]);
  expect(scaleOf(data, frame).covers('2027-06-30')).toBe(false);
});
