import { Alert, Button, Group, NativeSelect, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createDecision, type CaseOut, type DecisionKind, type DecisionKindOut } from '@/shared/api/generated';
import { asProblem } from '@/shared/api/problem';
import { useCaseWrite } from '../useCaseWrite';

interface Props {
  found: CaseOut;
  kinds: readonly DecisionKindOut[];
  more: boolean;
}

/** Which kind of decision, and who makes it. */
export function StartDecision({ found, kinds, more }: Props) {
  const { t } = useTranslation('cases');
  const changed = useCaseWrite(found.id);
  const [kind, setKind] = useState<DecisionKind | undefined>(kinds[0]?.code);
  const [pending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const chosen = kinds.find((one) => one.code === kind);
  const start = async () => {
    if (!kind) return;
    setPending(true);
    setRefusal(null);
    try {
      await createDecision({ path: { caseId: found.id }, body: { kind }, throwOnError: true });
      await changed();
    } catch (error) {
      setRefusal(asProblem(error).detail);
    } finally {
      setPending(false);
    }
  };
  return (
    <Stack gap="sm" mt="sm">
      {refusal && (
        <Alert role="alert" color="tegel" variant="outline">
          {refusal}
        </Alert>
      )}
      <NativeSelect
        label={t('decision.kind')}
        description={chosen && t(chosen.inPerson ? 'decision.whoInPerson' : `decision.who.${chosen.decider}`)}
        data={kinds.map((one) => ({ value: one.code, label: one.label }))}
        value={kind}
        onChange={(event) => setKind(event.currentTarget.value as DecisionKind)}
        maw={460}
      />
      <Group>
        <Button variant={more ? 'default' : 'filled'} loading={pending} onClick={() => void start()}>
          {t('decision.start')}
        </Button>
      </Group>
    </Stack>
  );
}
