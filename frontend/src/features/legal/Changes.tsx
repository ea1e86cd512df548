import { List, Text, Title } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { PackOut, PageStraddlingRow, StraddlingRow } from '@/shared/api/generated';
import { listStraddlingCasesOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { useMe } from '@/shared/api/me';
import { useFormat } from '@/shared/lib/format';
import { useSearchPatch } from '@/shared/lib/useSearchPatch';
import { DataTable, type Column } from '@/shared/ui/DataTable';
import { QueryState } from '@/shared/ui/QueryState';
import css from './legal.module.css';

const ROWS = 20;

/** Which case types begin and end with the pack, and the open cases that will meet its end. */
export function Changes({ pack }: { pack: PackOut }) {
  const { t } = useTranslation('legal');
  const { date } = useFormat();
  const sees = useMe().navigation.includes('CASES');
  const ends = pack.caseTypes.filter((kind) => kind.ends);
  const begins = pack.caseTypes.filter((kind) => kind.begins);
  if (ends.length === 0 && begins.length === 0) return null;
  return (
    <section className={css.card} aria-labelledby="changes">
      <Title order={2} id="changes" size="h3" mb="xs">
        {t('change.title')}
      </Title>
      {begins.length > 0 && <Types intro={t('change.begins', { count: begins.length, day: date(pack.validFrom) })} labels={begins.map((kind) => kind.label)} />}
      {ends.length > 0 && pack.validTo && <Types intro={t('change.ends', { count: ends.length, day: date(pack.validTo) })} labels={ends.map((kind) => kind.label)} />}
      {ends.length > 0 && sees && <OpenCases pack={pack} />}
    </section>
  );
}

function Types({ intro, labels }: { intro: string; labels: readonly string[] }) {
  return (
    <>
      <Text>{intro}</Text>
      <List mb="xs">
        {labels.map((label) => (
          <List.Item key={label}>{label}</List.Item>
        ))}
      </List>
    </>
  );
}

function OpenCases({ pack }: { pack: PackOut }) {
  const { t } = useTranslation('legal');
  const { page = 1 } = useSearch({ strict: false });
  const patchSearch = useSearchPatch(true);
  const query = useQuery({ ...listStraddlingCasesOptions({ path: { packCode: pack.code }, query: { page, limit: ROWS } }), placeholderData: keepPreviousData });
  return (
    <>
      <Title order={3} size="h4" mb={4}>
        {t('change.open')}
      </Title>
      <QueryState query={query}>
        {(data) =>
          data.items.length === 0 ? (
            <Text c="dimmed">{t('change.none')}</Text>
          ) : (
            <>
              <Text c="dimmed">{t('change.keeps')}</Text>
              <Rows data={data} stale={query.isPlaceholderData} onPage={(next) => patchSearch({ page: next })} />
            </>
          )
        }
      </QueryState>
    </>
  );
}

function Rows({ data, stale, onPage }: { data: PageStraddlingRow; stale: boolean; onPage: (page: number) => void }) {
  const { t } = useTranslation('legal');
  const { instant } = useFormat();
  const columns: Column<StraddlingRow>[] = [
    {
      key: 'number',
      header: t('change.number'),
      cell: (row) => (
        <Link to="/arenden/$caseId" params={{ caseId: row.id }}>
          {row.number}
        </Link>
      ),
    },
    { key: 'type', header: t('change.type'), cell: (row) => row.caseType?.label ?? t('change.hidden') },
    { key: 'school', header: t('change.school'), cell: (row) => row.school.name },
    { key: 'opened', header: t('change.opened'), cell: (row) => instant(row.openedAt) },
  ];
  return <DataTable caption={t('change.openCaption')} rows={data.items} rowId={(row) => row.id} page={data} stale={stale} onSearch={({ page }) => onPage(page)} columns={columns} />;
}
