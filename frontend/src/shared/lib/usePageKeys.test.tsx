import { fireEvent, render, screen } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { usePageKeys, useSingleKeys } from './usePageKeys';

const field = 'field';
let heard: string[] = [];

function Page() {
  const on = usePageKeys((event) => heard.push(event.key));
  return (
    <>
      <input aria-label={field} />
      <output>{String(on)}</output>
    </>
  );
}

function Choice() {
  const [on, setOn] = useSingleKeys();
  return <button onClick={() => setOn(!on)}>{field}</button>;
}

const both = () => render(<><Page /><Choice /></>);
const change = () => fireEvent.click(screen.getByRole('button'));
const press = (key: string, more = {}) => fireEvent.keyDown(document.body, { key, ...more });

beforeEach(() => {
  heard = [];
  localStorage.clear();
});

test('a single key is the page’s own, until it is turned off, and again when it is turned on', () => {
  both();
  press('j');
  change();
  press('k');
  expect(screen.getByText('false')).toBeVisible();
  change();
  press('1');
  expect(heard).toEqual(['j', '1']);
});

test('who writes, or holds another key, keeps the key', () => {
  both();
  fireEvent.keyDown(screen.getByLabelText(field, { selector: 'input' }), { key: 'j' });
  press('j', { ctrlKey: true });
  expect(heard).toEqual([]);
});

test('the device remembers', () => {
  both().unmount();
  expect(localStorage.getItem('samsyn.singleKeys')).not.toBe('off');
  const first = both();
  change();
  first.unmount();
  both();
  press('j');
  expect(heard).toEqual([]);
  expect(localStorage.getItem('samsyn.singleKeys')).toBe('off');
});
