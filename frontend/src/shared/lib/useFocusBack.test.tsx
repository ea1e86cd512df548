import { fireEvent, render, screen } from '@testing-library/react';
import { useEffect, useRef, useState } from 'react';
import { expect, test } from 'vitest';
import { useFocusBack } from './useFocusBack';

const words = { open: 'open', gone: 'gone', close: 'close', list: 'list' };

function Panel({ onClose }: { onClose: () => void }) {
  useFocusBack('list');
  const inside = useRef<HTMLButtonElement>(null);
  useEffect(() => inside.current?.focus(), []);
  return <button ref={inside} onClick={onClose}>{words.close}</button>;
}

function Page({ row }: { row: boolean }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <section id="list" tabIndex={-1} aria-label={words.list} />
      {row && <button onClick={() => setOpen(true)}>{words.open}</button>}
      {open && <Panel onClose={() => setOpen(false)} />}
    </>
  );
}

function opened() {
  const view = render(<Page row />);
  screen.getByText('open').focus();
  fireEvent.click(screen.getByText('open'));
  expect(screen.getByText('close')).toHaveFocus();
  return view;
}

test('focus goes back to what opened it', () => {
  opened();
  fireEvent.click(screen.getByText('close'));
  expect(screen.getByText('open')).toHaveFocus();
});

test('where that is gone, focus goes to the place named', () => {
  const { rerender } = opened();
  rerender(<Page row={false} />);
  fireEvent.click(screen.getByText('close'));
  expect(screen.getByLabelText('list')).toHaveFocus();
});

test('focus that has moved on stays', () => {
  opened();
  screen.getByText('open').focus();
  screen.getByLabelText('list').focus();
  fireEvent.click(screen.getByText('close'));
  expect(screen.getByLabelText('list')).toHaveFocus();
});
