import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { show } from '@/test/render';
import { AnnualWheel } from './AnnualWheel';
import { CHECK_IN, type WheelItem } from './model';

const item = (id: string, start: string, rest: Partial<WheelItem> = {}): WheelItem => ({
  id, title: `Aktivitet ${id}`, kind: 'OTHER', category: 'EVERYDAY', start, end: start, status: 'PLANNED', ...rest,
});
const items = [
  item('a', '2026-08-24'),
  item('b', '2026-09-14', { kind: CHECK_IN, category: 'CHECK_INS', title: 'Nulägesavstämning', end: '2026-09-25', status: 'DONE' }),
  item('c', '2026-11-16'),
];
const wheel = (props: object = {}) => <AnnualWheel start="2026-08-01" end="2027-07-31" items={items} onOpen={vi.fn()} today="2026-11-22" {...props} />;
const mark = (name: RegExp) => screen.getByRole('button', { name });

test('says each activity in words: title, ring, days and status', () => {
  show(wheel());
  expect(screen.getByRole('group', { name: 'Årshjul med 3 aktiviteter' })).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Nulägesavstämning, Avstämningar, mån 14 sep 2026 till fre 25 sep 2026, genomförd' })).toHaveAttribute('data-shape', 'diamond');
  expect(screen.getByRole('button', { name: 'Aktivitet a, Vardagsarbete, mån 24 aug 2026, planerad' })).toBeInTheDocument();
});

test('is one tab stop, and arrows go by time, by ring and to the ends', async () => {
  const user = userEvent.setup();
  const onOpen = vi.fn();
  show(wheel({ onOpen }));
  await user.tab();
  expect(mark(/Aktivitet a/)).toHaveFocus();
  await user.keyboard('{ArrowRight}');
  expect(mark(/Nulägesavstämning/)).toHaveFocus();
  await user.keyboard('{ArrowDown}');
  expect(mark(/Aktivitet a/)).toHaveFocus();
  await user.keyboard('{End}');
  expect(mark(/Aktivitet c/)).toHaveFocus();
  await user.keyboard('{ArrowRight}{ArrowLeft}{Enter}');
  expect(onOpen).toHaveBeenCalledWith(['c']);
  await user.tab();
  expect(document.body).toHaveFocus();
});

test('moves a week by keyboard, and says where to', async () => {
  const user = userEvent.setup();
  const onMove = vi.fn();
  show(wheel({ onMove }));
  await user.tab();
  await user.keyboard('{Alt>}{ArrowRight}{/Alt}');
  expect(onMove).toHaveBeenCalledWith('a', { start: '2026-08-31', end: '2026-08-31' });
  expect(screen.getByText('Aktivitet a: mån 31 aug 2026 till mån 31 aug 2026')).toBeInTheDocument();
});

test('who may not move cannot', async () => {
  const user = userEvent.setup();
  show(wheel());
  await user.tab();
  await user.keyboard('{Alt>}{ArrowRight}{/Alt}');
  expect(mark(/Aktivitet a/)).toHaveFocus();
  expect(screen.queryByText(/Flytta en vecka/)).not.toBeInTheDocument();
});

test('titles that do not fit are found under their number in the key', () => {
  const title = 'Arbetet med plan mot kränkande behandling börjar i alla arbetslag och på fritidshemmet';
  show(wheel({ items: Array.from({ length: 6 }, (_, i) => item(`x${i}`, '2026-10-05', { title: `${title} ${i}` })) }));
  const key = screen.getAllByRole('listitem').filter((li) => li.textContent?.startsWith(title));
  expect(key).toHaveLength(6);
  expect(key.map((li) => li.getAttribute('value'))).toEqual(['1', '2', '3', '4', '5', '6']);
});

test('today’s hand stands only inside the year', () => {
  const { unmount } = show(wheel());
  expect(screen.getByText(/I dag/)).toBeInTheDocument();
  unmount();
  show(wheel({ today: '2028-01-01' }));
  expect(screen.queryByText(/I dag/)).not.toBeInTheDocument();
});
