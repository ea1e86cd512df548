import { beforeAll, expect, test } from 'vitest';
import i18n from '@/shared/i18n';
import { formatIn, gradeSpan, together, type Format } from './format';

let sv: Format;
let en: Format;
beforeAll(() => {
  sv = formatIn('sv', i18n.getFixedT('sv'));
  en = formatIn('en', i18n.getFixedT('en'));
});

test('days and times as in Sweden', () => {
  expect(sv.day('2026-11-24')).toBe('tis 24 nov 2026');
  expect(sv.time('2026-11-24T09:42:00Z')).toBe('10.42');
  expect(sv.time('2026-06-24T08:42:00Z')).toBe('10.42');
  expect(sv.instant('2026-11-24T23:30:00Z')).toBe('ons 25 nov 2026 00.30');
  expect(sv.week('2026-11-24')).toBe('vecka 48');
  expect(en.day('2026-11-24')).toBe('Tue 24 Nov 2026');
  expect([sv.date('2011-07-01'), en.date('2011-07-01')]).toEqual(['1 juli 2011', '1 July 2011']);
  expect(en.time('2026-11-24T09:42:00Z')).toBe('10:42');
});

test('numbers as in Sweden', () => {
  expect(sv.number(12345.6)).toBe('12\u00a0345,6');
  expect(sv.percent(93.1)).toBe('93,1\u00a0%');
  expect(en.percent(93.1)).toBe('93.1%');
});

test('time in school days', () => {
  expect(sv.due(3, '2026-11-26')).toBe('om 3 skoldagar (tor 26 nov)');
  expect(sv.due(1, '2026-11-24')).toBe('om 1 skoldag (tis 24 nov)');
  expect(sv.due(0, '2026-11-23', '2026-11-23')).toBe('i dag (mån 23 nov)');
  expect(sv.due(0, '2026-11-20', '2026-11-22')).toBe('Gick ut fre 20 nov');
  expect(sv.due(0, '2026-11-22', '2026-11-20')).toBe('senast sön 22 nov');
  expect(sv.due(-2, '2026-11-19')).toBe('Försenad 2 skoldagar');
  expect(sv.waiting(4)).toBe('väntar sedan 4 skoldagar');
});

test('grades that follow one another are a span, others stand one by one', () => {
  expect(gradeSpan(['F', '1', '2', '3'])).toBe('F–3');
  expect(gradeSpan(['7', '8', '9'])).toBe('7–9');
  expect(gradeSpan(['1', '3', '4'])).toBe('1, 3, 4');
  expect(gradeSpan(['4', '5'])).toBe('4, 5');
  expect(gradeSpan([])).toBe('');
});

test('no line breaks a reference to the law in two', () => {
  expect(together('Skollag (2010:800) 2 kap. 25 §')).toBe('Skollag (2010:800) 2\u00a0kap.\u00a025\u00a0§');
});
