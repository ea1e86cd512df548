import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import css from './DataTable.module.css';

interface Props {
  columns: readonly { key: string; header: string; sortable?: boolean }[];
  sort: string | undefined;
  onSort: (sort: string) => void;
}

/** On a phone the head of the table is not seen; sorting is chosen here instead. */
export function SortSelect({ columns, sort, onSort }: Props) {
  const { t } = useTranslation();
  const sortable = columns.filter((c) => c.sortable);
  if (sortable.length === 0) return null;
  const data = sortable.flatMap((c) => [
    { value: c.key, label: t('table.ascending', { column: c.header }) },
    { value: `-${c.key}`, label: t('table.descending', { column: c.header }) },
  ]);
  return (
    <NativeSelect className={`${css.phoneSort} no-print`} label={t('table.sortBy')} data={data} value={sort ?? ''} onChange={(e) => onSort(e.currentTarget.value)} />
  );
}
