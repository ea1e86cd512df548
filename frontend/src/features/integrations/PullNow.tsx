import { Alert, Button, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { SyncSourceOut } from '@/shared/api/generated';
import { createSyncRunMutation, listSyncRunsQueryKey, listSyncSourcesQueryKey, readSyncSourceQueryKey } from '@/shared/api/generated/@tanstack/react-query.gen';
import { asProblem } from '@/shared/api/problem';
import { isUnderWay } from './runState';

/** The one primary action of a source: begin a pull, or look at the one that goes on. `at`: when the source was read. */
export function PullNow({ source, at }: { source: SyncSourceOut; at: number }) {
  const { t } = useTranslation(['integrations', 'common']);
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const pull = useMutation({
    ...createSyncRunMutation(),
    onSettled: async () => {
      const keys = [readSyncSourceQueryKey({ path: { sourceId: source.id } }), listSyncSourcesQueryKey(), listSyncRunsQueryKey()];
      for (const queryKey of keys) await queryClient.invalidateQueries({ queryKey });
    },
    onSuccess: (run) => navigate({ to: '/installningar/kallor/$sourceId/hamtningar/$runId', params: { sourceId: source.id, runId: run.id } as never }),
  });
  const { lastRun } = source;
  if (lastRun && isUnderWay(lastRun, at)) {
    return (
      <Button component={Link} to="/installningar/kallor/$sourceId/hamtningar/$runId" params={{ sourceId: source.id, runId: lastRun.id } as never}>
        {t('source.follow')}
      </Button>
    );
  }
  const problem = pull.error && asProblem(pull.error);
  return (
    <Stack gap="xs" align="flex-end">
      {source.allowedActions.includes('sync-run.create') && (
        <Button loading={pull.isPending} onClick={() => pull.mutate({ body: { sourceId: source.id } })}>
          {t('source.pull')}
        </Button>
      )}
      {problem && (
        <Alert role="alert" color="tegel" variant="outline">
          {problem.detail || t(problem.offline ? 'common:form.offline' : 'common:form.unknown')}
        </Alert>
      )}
    </Stack>
  );
}
