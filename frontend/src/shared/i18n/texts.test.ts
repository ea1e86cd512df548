import { describe, expect, test } from 'vitest';

type Texts = { [key: string]: Texts | string | string[] };
const files = import.meta.glob<Texts>('/src/**/texts.*.json', { eager: true, import: 'default' });

function flat(texts: Texts, prefix = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]): [string, string][] => {
    if (typeof value === 'string') return [[prefix + key, value]];
    if (Array.isArray(value)) return value.map((line, i): [string, string] => [`${prefix}${key}.${i}`, line]);
    return flat(value, `${prefix}${key}.`);
  });
}

const holes = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((m) => m[1]).sort();
const swedish = Object.keys(files).filter((path) => path.endsWith('.sv.json'));

describe.each(swedish)('%s', (path) => {
  const sv = new Map(flat(files[path] as Texts));
  const en = new Map(flat((files[path.replace('.sv.json', '.en.json')] ?? {}) as Texts));

  test('has the same keys in English', () => {
    expect([...en.keys()].sort()).toEqual([...sv.keys()].sort());
  });

  test('has the same holes and no empty text', () => {
    for (const [key, text] of sv) {
      expect(text.trim(), key).not.toBe('');
      expect(holes(en.get(key) ?? ''), key).toEqual(holes(text));
    }
  });
});

test('there is something to compare', () => {
  expect(swedish.length).toBeGreaterThanOrEqual(4);
});

test('words that the field has left are not used', () => {
  for (const path of swedish) {
    for (const [key, text] of flat(files[path] as Texts)) expect(text, `${path} ${key}`).not.toMatch(/elevvård|problemelev|åtgärda eleven/i);
  }
});
