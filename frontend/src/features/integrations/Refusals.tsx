import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RefusalOut } from '@/shared/api/generated';
import { useFormat } from '@/shared/lib/format';
import { DataTable } from '@/shared/ui/DataTable';
import css from './integrations.module.css';
import { byReason } from './runState';
import { lists } from './sourceForm';

const AT_A_TIME = 10;

/** What was put aside, first by reason and then one by one: its id in the source and the reason, and nothing of what it said. */
export function Refusals({ rows, total }: { rows: readonly RefusalOut[]; total: number }) {
  const { t } = useTranslation('integrations');
  const { number } = useFormat();
  const [most, setMost] = useState(AT_A_TIME);
  if (total === 0) return <Text>{t('refusals.none')}</Text>;
  const shown = rows.slice(0, most);
  return (
    <Stack gap="md">
      <Text className={css.prose}>{t('refusals.lead')}</Text>
      <ul className={css.counts}>
        {byReason(rows).map(({ code, text, count }) => (
          <li key={code}>
            <span>{text}</span>
            <b>{number(count)}</b>
          </li>
        ))}
      </ul>
      <Table rows={shown} />
      <Text c="dimmed">{t('refusals.shown', { shown: number(shown.length), total: number(total) })}</Text>
      {shown.length < rows.length && (
        <Group className="no-print">
          <Button variant="default" onClick={() => setMost(most + AT_A_TIME)}>
            {t('refusals.more')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function Table({ rows }: { rows: readonly RefusalOut[] }) {
  const { t } = useTranslation('integrations');
  const { number } = useFormat();
  const numbered = rows.map((row, n) => ({ ...row, n }));
  const place = ({ page, index }: RefusalOut) => (page === null || index === null ? null : t('refusals.place', { page: number(page), row: number(index + 1) }));
  return (
    <DataTable
      caption={t('refusals.caption')}
      rows={numbered}
      rowId={(row) => String(row.n)}
      columns={[
        { key: 'kind', header: t('report.kind'), cell: (row) => kindOf(row.kind, (list) => t(`one.${list}`)) },
        { key: 'reason', header: t('refusals.reason'), cell: (row) => row.text },
        { key: 'field', header: t('refusals.field'), cell: (row) => <span className={css.field}>{[row.part, row.field].filter(Boolean).join(' · ')}</span> },
        { key: 'id', header: t('refusals.id'), cell: (row) => <span className={css.id}>{row.id ?? place(row)}</span> },
      ]}
    />
  );
}

function kindOf(kind: string, name: (list: (typeof lists)[number]) => string): string {
  const known = lists.find((list) => list === kind);
  return known ? name(known) : kind;
}
