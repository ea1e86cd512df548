import { Alert, Button, Group } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { createInvestigation, type CaseOut, type InvestigationKind } from '@/shared/api/generated';
import { asProblem } from '@/shared/api/problem';
import { notifyDone } from '@/shared/ui/notify';
import { useCaseWrite } from '../useCaseWrite';

interface Props {
  found: CaseOut;
  kinds: readonly InvestigationKind[];
  /** Beside those that there are. */
  more: boolean;
}

/** The first is the one that the type of the case is about. */
export function StartInvestigation({ found, kinds, more }: Props) {
  const { t } = useTranslation('cases');
  const changed = useCaseWrite(found.id);
  const start = useMutation({
    mutationFn: (kind: InvestigationKind) => createInvestigation({ path: { caseId: found.id }, body: { kind }, throwOnError: true }),
    onSuccess: async () => {
      await changed();
      notifyDone(t('investigation.begun'));
    },
  });
  return (
    <>
      {start.error && (
        <Alert role="alert" color="tegel" variant="outline" mb="sm">
          {asProblem(start.error).detail}
        </Alert>
      )}
      <Group mb="md">
        {kinds.map((kind, place) => (
          <Button key={kind} variant={place === 0 && !more ? 'filled' : 'default'} loading={start.isPending && start.variables === kind} disabled={start.isPending} onClick={() => start.mutate(kind)}>
            {t('investigation.start', { kind: t(`investigationKind.${kind}`) })}
          </Button>
        ))}
      </Group>
    </>
  );
}
