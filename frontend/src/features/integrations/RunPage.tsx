import { Alert, Anchor, Loader, Stack, Text, Title } from '@mantine/core';
import { IconCheck, IconCircle } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { confirmSyncRun, type SyncRunOut } from '@/shared/api/generated';
import { listSyncRunsQueryKey, readSyncRunOptions, readSyncRunQueryKey, readSyncSourceQueryKey } from '@/shared/api/generated/@tanstack/react-query.gen';
import { useFormat } from '@/shared/lib/format';
import { ConfirmAction } from '@/shared/ui/ConfirmAction';
import { PageHeader } from '@/shared/ui/PageHeader';
import { QueryState } from '@/shared/ui/QueryState';
import { SettingsNav } from '@/shared/ui/SectionNav';
import css from './integrations.module.css';
import { RunState, useCounts } from './LastRun';
import { Report } from './Report';
import { pollWhile, startsSlowly, waitingOf } from './runState';

const route = getRouteApi('/shell/installningar/kallor/$sourceId/hamtningar/$runId');
const phases = ['WAITING', 'FETCHING', 'APPLYING'] as const;

/** One pull: how far it has come, then its report. */
export function RunPage() {
  const { t } = useTranslation('integrations');
  const { sourceId, runId } = route.useParams();
  const query = useQuery({ ...readSyncRunOptions({ path: { runId } }), refetchInterval: ({ state }) => pollWhile(state.data) });
  return (
    <>
      <SettingsNav />
      <QueryState query={query}>{(run) => <Run run={run} at={query.dataUpdatedAt} />}</QueryState>
      <Anchor component={Link} to="/installningar/kallor/$sourceId" params={{ sourceId } as never} className="no-print">
        {query.data ? t('run.back', { name: query.data.source.name }) : t('run.backPlain')}
      </Anchor>
    </>
  );
}

function Run({ run, at }: { run: SyncRunOut; at: number }) {
  const { t } = useTranslation('integrations');
  const { instant } = useFormat();
  return (
    <Stack gap="lg" mb="lg">
      <PageHeader title={t('run.title', { name: run.source.name })} lead={t('run.lead', { when: instant(run.startedAt), by: t(`trigger.${run.trigger}`) })} />
      <Outcome run={run} />
      {run.state === 'RUNNING' && <Progress run={run} at={at} />}
      {run.allowedActions.includes('sync-run.confirm') && run.confirmation && <Ends run={run} confirmation={run.confirmation} />}
      {run.confirmedAt && run.confirmedBy && <Text>{t('ends.confirmed', { name: run.confirmedBy.name, when: instant(run.confirmedAt) })}</Text>}
      {run.report && <Report report={run.report} />}
    </Stack>
  );
}

/** Read out when it changes. */
function Outcome({ run }: { run: SyncRunOut }) {
  const { t } = useTranslation('integrations');
  const counts = useCounts();
  return (
    <div role="status">
      <Stack gap="xs" align="flex-start">
        <RunState run={run} />
        {run.report && <Text className={css.prose}>{run.report.text}</Text>}
        {!run.report && run.state === 'FAILED' && <Text className={css.prose}>{t('run.died')}</Text>}
        {(run.state === 'DONE' || run.state === 'CONFIRM') && <Text className={css.prose}>{counts(run.counts)}</Text>}
      </Stack>
    </div>
  );
}

function Progress({ run, at: now }: { run: SyncRunOut; at: number }) {
  const { t } = useTranslation('integrations');
  const { number } = useFormat();
  const at = phases.findIndex((phase) => phase === run.phase);
  return (
    <section className={css.card} aria-labelledby="progress">
      <Title order={2} id="progress" size="h3" mb="xs">
        {t('progress.title')}
      </Title>
      <ol className={css.steps}>
        {phases.map((phase, n) => (
          <li key={phase} aria-current={n === at ? 'step' : undefined}>
            {n < at ? <IconCheck size={18} aria-hidden /> : n === at ? <Loader size={18} aria-hidden /> : <IconCircle size={18} aria-hidden />}
            {t(`progress.${phase}`)}
          </li>
        ))}
      </ol>
      <Text mt="sm">{t('progress.received', { count: run.received, number: number(run.received) })}</Text>
      <Text c="dimmed">{t('progress.leave')}</Text>
      {startsSlowly(run, now) && (
        <Alert role="alert" color="tegel" variant="outline" mt="sm">
          {t('progress.slow')}
        </Alert>
      )}
    </section>
  );
}

/** Ends that wait for somebody's word: what is said yes to is exactly these. */
function Ends({ run, confirmation }: { run: SyncRunOut; confirmation: string }) {
  const { t } = useTranslation('integrations');
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const waiting = (run.report?.records ?? [])
    .map(({ kind, text, withheldCounts }) => ({ kind, text, count: waitingOf(withheldCounts) }))
    .filter(({ count }) => count > 0);
  const confirm = async () => {
    const { data } = await confirmSyncRun({ path: { runId: run.id }, body: { confirmation }, throwOnError: true });
    for (const queryKey of [readSyncRunQueryKey({ path: { runId: run.id } }), readSyncSourceQueryKey({ path: { sourceId: run.source.id } }), listSyncRunsQueryKey()]) {
      await queryClient.invalidateQueries({ queryKey });
    }
    await navigate({ to: '/installningar/kallor/$sourceId/hamtningar/$runId', params: { sourceId: run.source.id, runId: data.id } as never });
  };
  return (
    <section className={css.card} aria-labelledby="ends">
      <Title order={2} id="ends" size="h3" mb="xs">
        {t('ends.title')}
      </Title>
      <Text className={css.prose}>{t('ends.explain')}</Text>
      <ul className={`${css.counts} ${css.apart}`}>
        {waiting.map(({ kind, text, count }) => (
          <li key={kind}>
            <span>{text}</span>
            <b>{count}</b>
          </li>
        ))}
      </ul>
      <div className="no-print">
        <ConfirmAction label={t('ends.confirm')} title={t('ends.question')} consequence={t('ends.consequence')} confirmLabel={t('ends.confirm')} onConfirm={confirm} />
      </div>
    </section>
  );
}
