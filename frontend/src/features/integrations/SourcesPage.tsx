import { Anchor, Button, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SyncSourceOut } from '@/shared/api/generated';
import { listSyncSourcesOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { asProblem } from '@/shared/api/problem';
import { DataTable } from '@/shared/ui/DataTable';
import { PageHeader } from '@/shared/ui/PageHeader';
import { QueryState } from '@/shared/ui/QueryState';
import { SettingsNav } from '@/shared/ui/SectionNav';
import { EmptyState } from '@/shared/ui/states';
import { LastRun } from './LastRun';
import { pollWhile } from './runState';
import { SourceForm } from './SourceForm';

const MOST = 100;

/** The organiser's sources with the latest pull of each. */
export function SourcesPage() {
  const { t } = useTranslation('integrations');
  const [adding, setAdding] = useState(false);
  const query = useQuery({
    ...listSyncSourcesOptions({ query: { limit: MOST } }),
    refetchInterval: ({ state }) => pollWhile(state.data?.items.find((source) => source.lastRun?.state === 'RUNNING')?.lastRun),
  });
  const mayAdd = query.data?.allowedActions.includes('sync-source.create') && !adding;
  const add = mayAdd && <Button onClick={() => setAdding(true)}>{t('sources.new')}</Button>;
  const none = query.data?.items.length === 0;
  const refused = query.isError && asProblem(query.error).notAllowed;
  return (
    <>
      <SettingsNav />
      {!refused && <PageHeader title={t('sources.title')} lead={t('sources.lead')} action={!none && add} />}
      <Stack gap="md">
        {adding && <SourceForm onDone={() => setAdding(false)} />}
        <QueryState query={query}>
          {(data) =>
            data.items.length > 0 ? (
              <Sources rows={data.items} />
            ) : (
              !adding && <EmptyState title={t('sources.empty')} text={t('sources.emptyText')} example={t('sources.emptyExample')} action={add} />
            )
          }
        </QueryState>
      </Stack>
    </>
  );
}

function Sources({ rows }: { rows: readonly SyncSourceOut[] }) {
  const { t } = useTranslation('integrations');
  return (
    <DataTable
      caption={t('sources.caption')}
      rows={rows}
      rowId={(source) => source.id}
      columns={[
        {
          key: 'name',
          header: t('sources.name'),
          cell: (source) => (
            <Anchor inherit component={Link} to="/installningar/kallor/$sourceId" params={{ sourceId: source.id } as never}>
              {source.name}
            </Anchor>
          ),
        },
        { key: 'version', header: t('sources.version'), cell: (source) => t(`version.${source.apiVersion}`) },
        { key: 'last', header: t('sources.last'), cell: (source) => <LastRun run={source.lastRun} /> },
        { key: 'marks', header: t('sources.marks'), cell: (source) => t(source.noMarksConfirmation ? 'sources.marksConfirmed' : 'sources.marksFromSource') },
        {
          key: 'enabled',
          header: t('sources.enabled'),
          cell: (source) =>
            source.enabled ? (
              t('sources.everyNight')
            ) : (
              <Text span c="dimmed">
                {t('sources.off')}
              </Text>
            ),
        },
      ]}
    />
  );
}
