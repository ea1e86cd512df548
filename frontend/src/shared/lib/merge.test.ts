import { expect, it } from 'vitest';
import { merge } from './merge';

const base = { day: '2026-11-24', text: 'a', list: ['x'] };

it('takes over what only the other has changed', () => {
  expect(merge(base, { ...base, text: 'mine' }, { ...base, day: '2026-12-01' })).toEqual({ taken: { day: '2026-12-01' }, disputed: [] });
});

it('asks about what both have changed to different things', () => {
  expect(merge(base, { ...base, text: 'mine' }, { ...base, text: 'theirs' })).toEqual({ taken: {}, disputed: ['text'] });
});

it('has nothing to ask where both wrote the same, or only I wrote', () => {
  expect(merge(base, { ...base, text: 'b' }, { ...base, text: 'b' })).toEqual({ taken: {}, disputed: [] });
  expect(merge(base, { ...base, text: 'b' }, base)).toEqual({ taken: {}, disputed: [] });
});

it('compares lists by what is in them', () => {
  expect(merge(base, { ...base, list: ['x'] }, { ...base, list: ['x', 'y'] })).toEqual({ taken: { list: ['x', 'y'] }, disputed: [] });
  expect(merge(base, { ...base, list: ['z'] }, { ...base, list: ['x', 'y'] }).disputed).toEqual(['list']);
});
