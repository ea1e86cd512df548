import { Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CountOut, RecordCountsOut, SyncReportOut } from '@/shared/api/generated';
import { useFormat } from '@/shared/lib/format';
import { DataTable } from '@/shared/ui/DataTable';
import css from './integrations.module.css';
import { Refusals } from './Refusals';
import { lists } from './sourceForm';

/** What came, what it led to, what was put aside, and what was dropped before anything was stored. */
export function Report({ report }: { report: SyncReportOut }) {
  const { t } = useTranslation('integrations');
  const received = lists.some((list) => report.received[list] > 0);
  return (
    <Stack gap="lg">
      {report.fault?.endpoint && <Fault fault={{ ...report.fault, endpoint: report.fault.endpoint }} />}
      {report.records.length > 0 && (
        <Part id="records" title={t('report.records')}>
          <Records rows={report.records} />
        </Part>
      )}
      {report.notices.length > 0 && (
        <Part id="notices" title={t('report.notices')}>
          <Counts rows={report.notices} />
        </Part>
      )}
      {(received || report.refusedTotal > 0) && (
        <Part id="refusals" title={t('report.refusals')}>
          <Refusals rows={report.refusals} total={report.refusedTotal} />
        </Part>
      )}
      {received && (
        <Part id="dropped" title={t('report.dropped')} lead={t('report.droppedLead')}>
          {report.droppedFields.length > 0 ? <Counts rows={[...report.droppedFields].sort((a, b) => b.count - a.count)} /> : <Text>{t('report.droppedNone')}</Text>}
        </Part>
      )}
      {received && (
        <Part id="received" title={t('report.received')}>
          <Received report={report} />
          <Text c="dimmed" mt="xs" className={css.prose}>
            {t('report.outsideExplain')}
          </Text>
        </Part>
      )}
    </Stack>
  );
}

function Part({ id, title, lead, children }: { id: string; title: string; lead?: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id}>
      <Title order={2} id={id} mb="xs">
        {title}
      </Title>
      {lead && (
        <Text className={css.prose} mb="xs">
          {lead}
        </Text>
      )}
      {children}
    </section>
  );
}

function Fault({ fault }: { fault: { endpoint: string; status: number | null } }) {
  const { t } = useTranslation('integrations');
  const named = [...lists, 'token'].find((one) => one === fault.endpoint) as (typeof lists)[number] | 'token' | undefined;
  const at = named ? t(`kind.${named}`) : fault.endpoint;
  return <Text>{fault.status === null ? t('report.fault', { at }) : t('report.faultStatus', { at, status: fault.status })}</Text>;
}

function Counts({ rows }: { rows: readonly CountOut[] }) {
  const { number } = useFormat();
  const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
  return (
    <ul className={css.counts}>
      {rows.map((row) => (
        <li key={row.code}>
          <span>{capital(row.text)}</span>
          <b>{number(row.count)}</b>
        </li>
      ))}
    </ul>
  );
}

function Records({ rows }: { rows: readonly RecordCountsOut[] }) {
  const { t } = useTranslation('integrations');
  const { number } = useFormat();
  const kept = rows.some((row) => row.withheldCounts.length > 0);
  return (
    <DataTable
      caption={t('report.recordsCaption')}
      rows={rows}
      rowId={(row) => row.kind}
      columns={[
        { key: 'kind', header: t('report.kind'), cell: (row) => row.text },
        { key: 'created', header: t('report.created'), numeric: true, cell: (row) => number(row.created) },
        { key: 'changed', header: t('report.changed'), numeric: true, cell: (row) => number(row.changed) },
        { key: 'unchanged', header: t('report.unchanged'), numeric: true, cell: (row) => number(row.unchanged) },
        { key: 'ended', header: t('report.ended'), numeric: true, cell: (row) => number(row.ended) },
        ...(kept
          ? [
              {
                key: 'withheld',
                header: t('report.withheld'),
                cell: (row: RecordCountsOut) => row.withheldCounts.map((one) => t('report.withheldOne', { text: one.text, number: number(one.count) })).join(' '),
              },
            ]
          : []),
      ]}
    />
  );
}

function Received({ report }: { report: SyncReportOut }) {
  const { t } = useTranslation('integrations');
  const { number } = useFormat();
  return (
    <DataTable
      caption={t('report.receivedCaption')}
      rows={lists}
      rowId={(list) => list}
      columns={[
        { key: 'list', header: t('report.list'), cell: (list) => t(`kind.${list}`) },
        { key: 'received', header: t('report.arrived'), numeric: true, cell: (list) => number(report.received[list]) },
        { key: 'outside', header: t('report.outside'), numeric: true, cell: (list) => number(report.outside[list]) },
        { key: 'over', header: t('report.over'), numeric: true, cell: (list) => number(report.over[list]) },
      ]}
    />
  );
}
