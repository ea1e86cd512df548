import { expect, test } from 'vitest';
import { flag, oneOf, pageNumber, searchOf, word } from './search';

const read = searchOf({ page: pageNumber, sort: oneOf(['name', '-name'], 'name'), next: word(20, /^\/(?![/\\])/), done: flag });

test('reads what is well-formed', () => {
  expect(read({ page: 3, sort: '-name', next: '/moten', done: 1 })).toEqual({ page: 3, sort: '-name', next: '/moten', done: true });
  expect(read({ page: '3' }).page).toBe(3);
});

test('what cannot be read becomes the default and is left out', () => {
  expect(read({ page: 'x', sort: 'birth', next: '//elsewhere.example', done: 'no' })).toEqual({ sort: 'name' });
  expect(read({ page: 1.5, next: '/\\elsewhere.example' })).toEqual({ sort: 'name' });
  expect(read({ page: -2, next: `/${'a'.repeat(30)}` })).toEqual({ sort: 'name' });
});
