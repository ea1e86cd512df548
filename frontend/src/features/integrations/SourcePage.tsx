import { Anchor, Button, Group, Stack, Title } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SyncSourceOut } from '@/shared/api/generated';
import { listSyncRunsOptions, readSyncSourceOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { useFormat } from '@/shared/lib/format';
import { useSearchPatch } from '@/shared/lib/useSearchPatch';
import { DataTable } from '@/shared/ui/DataTable';
import { PageHeader } from '@/shared/ui/PageHeader';
import { QueryState } from '@/shared/ui/QueryState';
import { SettingsNav } from '@/shared/ui/SectionNav';
import { EmptyState } from '@/shared/ui/states';
import { focusHere } from '@/shared/lib/focusHere';
import css from './integrations.module.css';
import { RunState, useCounts } from './LastRun';
import { NoMarks } from './NoMarks';
import { PullNow } from './PullNow';
import { pollWhile } from './runState';
import { SourceForm } from './SourceForm';
import { lists } from './sourceForm';

const route = getRouteApi('/shell/installningar/kallor/$sourceId');
const RUNS = 5;

/** One source: pull now, its settings, what is confirmed about protection marks, and its pulls. */
export function SourcePage() {
  const { t } = useTranslation('integrations');
  const { sourceId } = route.useParams();
  const query = useQuery({ ...readSyncSourceOptions({ path: { sourceId } }), refetchInterval: ({ state }) => pollWhile(state.data?.lastRun) });
  return (
    <>
      <SettingsNav />
      <QueryState query={query}>{(source) => <Source source={source} at={query.dataUpdatedAt} />}</QueryState>
      <Anchor component={Link} to="/installningar/kallor" className="no-print">
        {t('source.back')}
      </Anchor>
    </>
  );
}

function Source({ source, at }: { source: SyncSourceOut; at: number }) {
  const { t } = useTranslation('integrations');
  const [editing, setEditing] = useState<SyncSourceOut | null>(null);
  const [edited, setEdited] = useState(false);
  const stop = () => {
    setEditing(null);
    setEdited(true);
  };
  const mayChange = source.allowedActions.includes('sync-source.change') && editing === null;
  return (
    <Stack gap="lg" mb="lg">
      <PageHeader title={source.name} lead={t(source.enabled ? 'source.lead' : 'source.leadOff')} action={<PullNow source={source} at={at} />} />
      <Runs source={source} />
      {editing ? (
        <SourceForm source={editing} onDone={stop} />
      ) : (
        <section className={css.card} aria-labelledby="settings">
          <Group justify="space-between" mb="xs">
            <Title order={2} id="settings" size="h3">
              {t('source.settings')}
            </Title>
            {mayChange && (
              <Button variant="default" className="no-print" ref={edited ? focusHere : undefined} onClick={() => setEditing(source)}>
                {t('source.change')}
              </Button>
            )}
          </Group>
          <Facts source={source} />
        </section>
      )}
      <NoMarks source={source} />
    </Stack>
  );
}

function Facts({ source }: { source: SyncSourceOut }) {
  const { t } = useTranslation('integrations');
  const rows: [string, ReactNode][] = [
    [t('form.version'), t(`version.${source.apiVersion}`)],
    [t('form.baseUrl'), source.baseUrl],
    [t('form.tokenUrl'), source.tokenUrl],
    [t('form.clientId'), source.clientId],
    [t('form.clientSecret'), t('source.secret')],
    [t('form.tokenScope'), source.tokenScope],
    [t('form.organisationNumber'), source.organisationNumber ?? t('source.everything')],
    ...lists.map((list): [string, ReactNode] => [t('source.endpoint', { list: t(`kind.${list}`) }), source.endpointUrls[list]]),
    [t('sources.enabled'), t(source.enabled ? 'sources.everyNight' : 'sources.off')],
  ];
  return (
    <dl className={css.facts}>
      {rows
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <Fact key={name} name={name} value={value} />
        ))}
    </dl>
  );
}

function Fact({ name, value }: { name: string; value: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}

function Runs({ source }: { source: SyncSourceOut }) {
  const { t } = useTranslation('integrations');
  const { instant } = useFormat();
  const counts = useCounts();
  const { page } = route.useSearch();
  const patchSearch = useSearchPatch(true);
  const query = useQuery({
    ...listSyncRunsOptions({ query: { sourceId: source.id, page, limit: RUNS } }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => pollWhile(state.data?.items.find((run) => run.state === 'RUNNING')),
  });
  return (
    <section aria-labelledby="runs">
      <Title order={2} id="runs" mb="xs">
        {t('source.runs')}
      </Title>
      <QueryState query={query}>
        {(data) =>
          data.items.length === 0 ? (
            <EmptyState title={t('source.noRuns')} text={t('source.noRunsText')} />
          ) : (
            <DataTable
              caption={t('source.runsCaption')}
              rows={data.items}
              rowId={(run) => run.id}
              page={data}
              onSearch={({ page: next }) => patchSearch({ page: next })}
              stale={query.isPlaceholderData}
              columns={[
                {
                  key: 'startedAt',
                  header: t('run.started'),
                  cell: (run) => (
                    <Anchor inherit component={Link} to="/installningar/kallor/$sourceId/hamtningar/$runId" params={{ sourceId: source.id, runId: run.id } as never}>
                      {instant(run.startedAt)}
                    </Anchor>
                  ),
                },
                { key: 'state', header: t('run.state'), cell: (run) => <RunState run={run} /> },
                { key: 'counts', header: t('run.result'), cell: (run) => (run.state === 'DONE' || run.state === 'CONFIRM') && counts(run.counts) },
                { key: 'trigger', header: t('run.by'), cell: (run) => t(`trigger.${run.trigger}`) },
              ]}
            />
          )
        }
      </QueryState>
    </section>
  );
}
