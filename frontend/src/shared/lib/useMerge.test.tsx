import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, it } from 'vitest';
import { useAppForm } from './useAppForm';
import { useMerge } from './useMerge';

interface Values extends Record<string, unknown> {
  day: string;
  text: string;
}

function opened(at: Values) {
  const shown = renderHook(
    ({ latest }: { latest: Values; children?: ReactNode }) => {
      const f = useAppForm<Values>({ initialValues: at });
      return { f, merging: useMerge(f, latest) };
    },
    { initialProps: { latest: at } },
  );
  return { ...shown, write: (text: string) => act(() => shown.result.current.f.form.setFieldValue('text', text)) };
}

const START = { day: '2026-11-24', text: '' };

it('follows the server where nothing was written here', () => {
  const { result, rerender, write } = opened(START);
  write('Svar från BUP');
  rerender({ latest: { day: '2026-12-01', text: '' } });
  expect(result.current.f.form.values).toEqual({ day: '2026-12-01', text: 'Svar från BUP' });
  expect(result.current.merging).toMatchObject({ base: { day: '2026-12-01', text: '' }, disputes: [] });
});

it('keeps what was written, and asks where the other wrote something else', () => {
  const { result, rerender, write } = opened(START);
  write('Svar från BUP');
  rerender({ latest: { ...START, text: 'Svar från socialtjänsten' } });
  expect(result.current.f.form.values.text).toBe('Svar från BUP');
  expect(result.current.merging.disputes).toEqual([{ name: 'text', theirs: 'Svar från socialtjänsten' }]);
  act(() => result.current.merging.keep('text'));
  expect(result.current.merging).toMatchObject({ base: { text: 'Svar från socialtjänsten' }, disputes: [] });
  expect(result.current.f.form.values.text).toBe('Svar från BUP');
});

it('takes the other’s words when asked to', () => {
  const { result, rerender, write } = opened(START);
  write('Mitt');
  rerender({ latest: { ...START, text: 'Ditt' } });
  act(() => result.current.merging.take('text'));
  expect(result.current.f.form.values.text).toBe('Ditt');
  expect(result.current.merging.disputes).toEqual([]);
});
