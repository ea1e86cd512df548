import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { show } from '@/test/render';
import { DataTable, type Column } from './DataTable';

interface Row {
  id: string;
  name: string;
  count: number;
}
const columns: Column<Row>[] = [
  { key: 'name', header: 'Namn', cell: (r) => r.name, sortable: true },
  { key: 'count', header: 'Antal', cell: (r) => r.count, numeric: true },
];
const rows = [{ id: '1', name: 'Asp', count: 3 }, { id: '2', name: 'Björk', count: 4 }];
const page = (prev: boolean, next: boolean, totalRecords: number | null) => ({
  _meta: { page: 2, limit: 20, count: 2, totalRecords },
  _links: { prev: prev ? { href: 'p' } : null, next: next ? { href: 'n' } : null },
});
const table = (extra: object) => <DataTable caption="Skolor" columns={columns} rows={rows} rowId={(r: Row) => r.id} {...extra} />;

test('is a table with a name, heads of columns and of rows', () => {
  show(table({}));
  const found = screen.getByRole('table', { name: 'Skolor' });
  expect(within(found).getAllByRole('columnheader')).toHaveLength(2);
  expect(within(found).getByRole('rowheader', { name: 'Björk' })).toBeInTheDocument();
});

test('sorting goes up, then down, and starts at page one', async () => {
  const user = userEvent.setup();
  const onSearch = vi.fn();
  const { unmount } = show(table({ onSearch }));
  await user.click(screen.getByRole('button', { name: 'Namn' }));
  expect(onSearch).toHaveBeenLastCalledWith({ page: 1, sort: 'name' });
  unmount();
  show(table({ onSearch, sort: 'name' }));
  await user.click(screen.getByRole('button', { name: 'Namn' }));
  expect(onSearch).toHaveBeenLastCalledWith({ page: 1, sort: '-name' });
  expect(screen.getByRole('columnheader', { name: 'Namn' })).toHaveAttribute('aria-sort', 'ascending');
});

test('pages by what the server says is there', async () => {
  const user = userEvent.setup();
  const onSearch = vi.fn();
  show(table({ onSearch, sort: 'name', page: page(true, false, 22) }));
  expect(screen.getByText(/21–22 av 22/)).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Nästa' })).toBeDisabled();
  await user.click(screen.getByRole('button', { name: 'Föregående' }));
  expect(onSearch).toHaveBeenCalledWith({ page: 1, sort: 'name' });
});

test('one page has no pager, and an unknown total is not invented', () => {
  const { unmount } = show(table({ onSearch: vi.fn(), page: page(false, false, 2) }));
  expect(screen.queryByRole('navigation')).not.toBeInTheDocument();
  unmount();
  show(table({ onSearch: vi.fn(), page: page(true, true, null) }));
  expect(screen.getByText(/21–22$/)).toBeInTheDocument();
});

test('the last page that the API has by number leads on in words, not to an error', () => {
  const { _links } = page(true, true, null);
  show(table({ onSearch: vi.fn(), page: { _meta: { page: 500, limit: 20, count: 20, totalRecords: null }, _links } }));
  expect(screen.getByRole('button', { name: 'Nästa' })).toBeDisabled();
  expect(screen.getByText(/9\s981–10\s000 · det finns fler: filtrera listan för att nå dem/)).toBeInTheDocument();
});
