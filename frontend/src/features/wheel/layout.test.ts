import { describe, expect, test } from 'vitest';
import { addDays } from '@/shared/lib/days';
import { spanOf, TURN } from './geometry';
import { diamondOf, layOut, lineRadii, numberText, rimFor, textStart, type Mark } from './layout';
import { widthOf } from './lettering';
import { CHECK_IN, rings, type WheelItem } from './model';
import { tones } from './palette';

const FONT = 11;
const span = spanOf('2026-08-01', '2027-07-31');
const words = ['Nulägesavstämning', 'Resultatdialog med varje arbetslag, elevhälsan deltar', 'EHT', 'Mål prövas mot SMART och accepteras', 'Närvarouppföljning vecka 41'];

/** Spread over the year but crowded in August and around the turns of the terms, as real wheels are. */
function wheel(count: number): WheelItem[] {
  return Array.from({ length: count }, (_, i) => {
    const crowded = i % 3 === 0;
    const start = addDays('2026-08-01', crowded ? (i * 5) % 31 : Math.floor((i * 349) / count));
    const category = rings[i % rings.length] ?? 'EVERYDAY';
    return {
      id: `a${String(i).padStart(3, '0')}`,
      title: words[i % words.length] ?? '',
      kind: category === 'CHECK_INS' ? CHECK_IN : 'OTHER',
      category,
      start,
      end: addDays(start, [0, 13, 30, 4, 90][i % 5] ?? 0),
      status: 'PLANNED',
    };
  });
}

const overlaps = (a: Mark, b: Mark) => a.a0 < b.textEnd - 1e-6 && b.a0 < a.textEnd - 1e-6 && a.r0 < b.r1 - 1e-6 && b.r0 < a.r1 - 1e-6;

describe.each([1, 10, 45, 400])('%i activities', (count) => {
  const marks = layOut(wheel(count), span, FONT);

  test('every one is there once', () => {
    const ids = marks.flatMap((m) => m.items.map((i) => i.id));
    expect(ids).toHaveLength(count);
    expect(new Set(ids).size).toBe(count);
  });

  test('no place or label overlaps another, and all lie in the circle', () => {
    for (const [i, a] of marks.entries()) {
      for (const b of marks.slice(i + 1)) expect(overlaps(a, b), `${a.id} / ${b.id}`).toBe(false);
      expect(a.a0).toBeGreaterThanOrEqual(-1e-9);
      expect(a.textEnd).toBeLessThanOrEqual(TURN + 1e-9);
      expect(a.r0).toBeGreaterThanOrEqual(rimFor(FONT).inner - 1e-6);
      expect(a.r1).toBeLessThanOrEqual(rimFor(FONT).months + 1e-6);
    }
  });

  test('what is written fits where it is written: nothing is cut', () => {
    for (const m of marks) {
      const height = Math.max(1, m.lines.length) * FONT * 1.2;
      expect(m.r1 - m.r0, m.id).toBeGreaterThanOrEqual(height);
      const radii = lineRadii(m, m.lines.length, FONT);
      for (const [i, line] of m.lines.entries()) {
        const r = radii[i] ?? 0;
        expect(widthOf(line, FONT), line).toBeLessThanOrEqual((m.textEnd - textStart(m, r)) * r);
      }
      if (m.lines.length > 0) expect(m.lines.join(' ')).toBe(m.items[0]?.title);
      else expect(widthOf(numberText(m), FONT)).toBeLessThanOrEqual((m.a1 - m.a0) * m.r0 + 1e-6);
    }
  });

  test('what is not written out has a number of its own, in the order of the year', () => {
    const numbers = marks.flatMap((m) => (m.number === null ? [] : m.items.map((_, i) => (m.number ?? 0) + i)));
    expect(numbers).toEqual(numbers.map((_, i) => i + 1));
    for (const m of marks) expect(m.number === null, m.id).toBe(m.lines.length > 0);
  });
});

test('a few activities have their titles written out', () => {
  const marks = layOut(wheel(10), span, FONT);
  expect(marks.filter((m) => m.lines.length > 0).length).toBeGreaterThanOrEqual(6);
});

test('a check-in is a diamond that can be seen', () => {
  const marks = layOut(wheel(400), span, FONT).filter((m) => m.items[0]?.kind === CHECK_IN && m.shape !== 'group');
  expect(marks.length).toBeGreaterThan(0);
  for (const m of marks) {
    expect(m.shape).toBe('diamond');
    expect(diamondOf(m)).toBeGreaterThanOrEqual(5);
  }
});

test('larger text, as on a smaller screen, keeps the promises', () => {
  const marks = layOut(wheel(45), span, 20);
  for (const [i, a] of marks.entries()) for (const b of marks.slice(i + 1)) expect(overlaps(a, b)).toBe(false);
});

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const c = parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
const contrast = (a: string, b: string) => {
  const [x = 0, y = 0] = [luminance(a), luminance(b)].sort((p, q) => q - p);
  return (x + 0.05) / (y + 0.05);
};

test.each(rings)('%s can be read on its ring and on its activities', (ring) => {
  const { band, fill, ink } = tones[ring];
  expect(contrast(ink, band)).toBeGreaterThanOrEqual(4.5);
  expect(contrast(ink, fill)).toBeGreaterThanOrEqual(4.5);
  expect(contrast(ink, '#ffffff')).toBeGreaterThanOrEqual(7);
});
