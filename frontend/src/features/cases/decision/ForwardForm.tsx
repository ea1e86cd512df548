import { Button, Group, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { createAppealForwarding, type AppealOut, type CaseOut, type DecisionOut } from '@/shared/api/generated';
import { today } from '@/shared/lib/days';
import { parseDate } from '@/shared/lib/parseDate';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { notifyDone } from '@/shared/ui/notify';
import { DayInput } from '../DayInput';
import { upTo } from '../upTo';
import { useCaseWrite } from '../useCaseWrite';

interface Props {
  found: CaseOut;
  one: DecisionOut;
  appeal: AppealOut;
  onDone: () => void;
}

/** The day that an appeal was handed over to the board. */
export function ForwardForm({ found, one, appeal, onDone }: Props) {
  const { t } = useTranslation(['cases', 'common']);
  const changed = useCaseWrite(found.id);
  const f = useAppForm({ initialValues: { forwardedOn: today() }, validate: { forwardedOn: (v) => (parseDate(v, 0) === v && v <= today() ? null : t('decision.dayWrong')) } });
  const save = async (body: { forwardedOn: string }) => {
    await createAppealForwarding({ path: { caseId: found.id, decisionId: one.id }, headers: upTo(one), body: { ...body, appealId: appeal.id }, throwOnError: true });
    await changed();
    notifyDone(t('appeal.forwardSaved'));
    onDone();
  };
  return (
    <form {...f.props(save)} aria-label={t('appeal.forwardOf', { who: appeal.appellant })}>
      <Stack gap="sm" my="xs">
        <ErrorSummary {...f.summary} />
        <DayInput label={t('appeal.forwardedOn')} field={f.field('forwardedOn')} />
        <Group>
          <Button type="submit" size="sm" loading={f.pending}>
            {t('common:action.save')}
          </Button>
          <Button size="sm" variant="default" onClick={onDone}>
            {t('common:action.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
