import { expect, test } from 'vitest';
import { asProblem, problemFrom } from './problem';

test('reads a problem answer with its fields', () => {
  const problem = problemFrom(422, {
    status: 422, code: 'V01', detail: 'Något behöver rättas.', traceId: 't1',
    errors: [{ pointer: '/measures/0/title', code: 'missing', detail: 'Behöver fyllas i.' }, { pointer: '?page', code: 'int', detail: 'x' }],
  });
  expect(problem).toMatchObject({ status: 422, code: 'V01', detail: 'Något behöver rättas.', traceId: 't1' });
  expect(problem.fields.map((f) => f.path)).toEqual(['measures.0.title', 'page']);
});

test('an answer that is no problem answer is a problem too, without showing what it held', () => {
  const problem = problemFrom(502, '<html>Bad gateway</html>');
  expect(problem).toMatchObject({ status: 502, code: 'UNREADABLE', detail: '' });
  expect(problem.message).not.toContain('html');
});

test('whatever is thrown becomes a problem', () => {
  expect(asProblem(new TypeError('x')).code).toBe('UNREADABLE');
});
