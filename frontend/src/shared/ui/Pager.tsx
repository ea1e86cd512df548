import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/format';
import css from './Pager.module.css';

/** What every list of the API carries. */
export interface PageOf {
  _meta: { page: number | null; limit: number; count: number; totalRecords: number | null };
  _links: { prev: { href: string } | null; next: { href: string } | null };
}

/** So far into a list the API goes by page: who wants what is beyond narrows it down. */
const DEEPEST = 10_000;

export function Pager({ page, onPage }: { page: PageOf; onPage: (page: number) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { page: at, limit, count, totalRecords: total } = page._meta;
  const { prev, next } = page._links;
  if (!prev && !next) return null;
  const n = at ?? 1;
  const from = format.number((n - 1) * limit + 1);
  const to = format.number((n - 1) * limit + count);
  const beyond = next !== null && (n + 1) * limit > DEEPEST;
  return (
    <Group component="nav" aria-label={t('table.pages')} justify="space-between" mt="sm" className="no-print">
      <Button variant="default" disabled={!prev} onClick={() => onPage(n - 1)}>
        {t('action.previous')}
      </Button>
      <Text c="dimmed" aria-live="polite" className={css.range}>
        {t('table.page', { page: format.number(n) })}
        {' · '}
        {total === null ? t('table.rangeOpen', { from, to }) : t('table.range', { from, to, total: format.number(total) })}
        {beyond && ` · ${t('table.beyond')}`}
      </Text>
      <Button variant="default" disabled={!next || beyond} onClick={() => onPage(n + 1)}>
        {t('action.next')}
      </Button>
    </Group>
  );
}
