import { UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import css from './DataTable.module.css';
import { Pager, type PageOf } from './Pager';
import { SortSelect } from './SortSelect';

export interface Column<T> {
  /** Also the sort key, where `sortable`. */
  key: string;
  header: string;
  cell: (row: T) => ReactNode;
  sortable?: boolean;
  numeric?: boolean;
}

interface Props<T> {
  /** What the table holds, for screen readers and print. */
  caption: string;
  /** The first column names the row. */
  columns: readonly Column<T>[];
  rows: readonly T[];
  rowId: (row: T) => string;
  /** The answer of the list itself: `_meta` and `_links`. Left out where all rows are there. */
  page?: PageOf;
  /** From the address: "openedAt" or "-openedAt". */
  sort?: string;
  /** Writes page and sort into the address: `(patch) => navigate({ search: (s) => ({ ...s, ...patch }) })`. */
  onSearch?: (patch: { page: number; sort?: string }) => void;
  /** The rows are the previous ones while new are fetched. */
  stale?: boolean;
}

/** A real table with paging by the server; prints with its head on every page; rows become cards on a phone. */
export function DataTable<T>({ caption, columns, rows, rowId, page, sort, onSearch, stale }: Props<T>) {
  const sortBy = onSearch && ((next: string) => onSearch({ page: 1, sort: next }));
  return (
    <div className={css.wrap} data-stale={stale || undefined}>
      {sortBy && <SortSelect columns={columns} sort={sort} onSort={sortBy} />}
      <div className={css.scroll}>
        {/* The roles stand here because display: block on a phone would otherwise take them away. */}
        <table className={css.table} role="table">
          <caption className="vh">{caption}</caption>
          <thead role="rowgroup">
            <tr role="row">
              {columns.map((c) => (
                <HeadCell key={c.key} column={c} sort={sort} onSort={c.sortable ? sortBy : undefined} />
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {rows.map((row) => (
              <tr key={rowId(row)} role="row">
                {columns.map((c, i) => (
                  <BodyCell key={c.key} column={c} row={row} first={i === 0} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {page && onSearch && <Pager page={page} onPage={(n) => onSearch({ page: n, ...(sort && { sort }) })} />}
    </div>
  );
}

interface HeadProps<T> {
  column: Column<T>;
  sort: string | undefined;
  onSort: ((sort: string) => void) | undefined;
}

function HeadCell<T>({ column, sort, onSort }: HeadProps<T>) {
  const numeric = column.numeric || undefined;
  if (!onSort) {
    return (
      <th scope="col" role="columnheader" data-numeric={numeric}>
        {column.header}
      </th>
    );
  }
  const up = sort === column.key;
  const down = sort === `-${column.key}`;
  return (
    <th scope="col" role="columnheader" data-numeric={numeric} aria-sort={up ? 'ascending' : down ? 'descending' : 'none'}>
      <UnstyledButton className={css.sort} onClick={() => onSort(up ? `-${column.key}` : column.key)}>
        {column.header}
        {up && <IconArrowUp size={14} aria-hidden />}
        {down && <IconArrowDown size={14} aria-hidden />}
      </UnstyledButton>
    </th>
  );
}

function BodyCell<T>({ column, row, first }: { column: Column<T>; row: T; first: boolean }) {
  const numeric = column.numeric || undefined;
  if (first) {
    return (
      <th scope="row" role="rowheader" data-numeric={numeric}>
        {column.cell(row)}
      </th>
    );
  }
  return (
    <td role="cell" data-label={column.header} data-numeric={numeric}>
      {column.cell(row)}
    </td>
  );
}
