import { Anchor, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { SyncCountsOut, SyncRunSummary } from '@/shared/api/generated';
import { useFormat } from '@/shared/lib/format';
import { StatusBadge } from '@/shared/ui/StatusBadge';
import { shownState, toneOf } from './runState';

export function RunState({ run }: { run: Pick<SyncRunSummary, 'state' | 'allowedActions'> }) {
  const { t } = useTranslation('integrations');
  const state = shownState(run);
  return <StatusBadge tone={toneOf[state]}>{t(`state.${state}`)}</StatusBadge>;
}

/** When, and how it went, with the way to its report. */
export function LastRun({ run }: { run: SyncRunSummary | null }) {
  const { t } = useTranslation('integrations');
  const { instant } = useFormat();
  if (!run) {
    return (
      <Text span c="dimmed">
        {t('run.never')}
      </Text>
    );
  }
  return (
    <Stack gap={4} align="flex-start">
      <RunState run={run} />
      <Anchor inherit component={Link} to="/installningar/kallor/$sourceId/hamtningar/$runId" params={{ sourceId: run.source.id, runId: run.id } as never}>
        {instant(run.startedAt)}
      </Anchor>
    </Stack>
  );
}

const told = ['created', 'changed', 'ended', 'refused', 'withheld'] as const;

/** "36 nya, 2 ändrade": what is none is left out. */
export function useCounts(): (counts: SyncCountsOut) => string {
  const { t } = useTranslation('integrations');
  return (counts) => {
    const parts = told.filter((key) => counts[key] > 0).map((key) => t(`counts.${key}`, { count: counts[key] }));
    return parts.join(', ') || t('counts.none');
  };
}
