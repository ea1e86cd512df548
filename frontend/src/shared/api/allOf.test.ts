import { expect, test } from 'vitest';
import { allOf } from './allOf';

const listOf = (rows: number) => {
  const asked: number[] = [];
  const load = ({ page, limit }: { page: number; limit: number }) => {
    asked.push(page);
    const items = Array.from({ length: Math.max(0, Math.min(limit, rows - (page - 1) * limit)) }, (_, n) => (page - 1) * limit + n);
    return Promise.resolve({ data: { items, _links: { next: page * limit < rows ? { href: '' } : null } } });
  };
  return { asked, load };
};

test('the hundred and first is there too, and what fits in one answer is asked for once', async () => {
  const [long, short] = [listOf(101), listOf(100)];
  expect((await allOf(long.load)).at(-1)).toBe(100);
  expect(long.asked).toEqual([1, 2]);
  expect(await allOf(short.load)).toHaveLength(100);
  expect(short.asked).toEqual([1]);
});

test('nobody looks through more than two thousand', async () => {
  const endless = listOf(1_000_000);
  expect(await allOf(endless.load)).toHaveLength(2_000);
});
