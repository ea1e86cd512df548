import { Button, Group, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { createNotificationReceipt, type CaseOut, type DecisionOut, type NotificationOut } from '@/shared/api/generated';
import { today } from '@/shared/lib/days';
import { parseDate } from '@/shared/lib/parseDate';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { notifyDone } from '@/shared/ui/notify';
import { DayInput } from '../DayInput';
import { useCaseWrite } from '../useCaseWrite';

interface Props {
  found: CaseOut;
  one: DecisionOut;
  told: NotificationOut;
  onDone: () => void;
}

/** The day that a recipient got it: three weeks are counted from then. */
export function ReceiptForm({ found, one, told, onDone }: Props) {
  const { t } = useTranslation(['cases', 'common']);
  const changed = useCaseWrite(found.id);
  const f = useAppForm({ initialValues: { receivedOn: today() }, validate: { receivedOn: (v) => (parseDate(v, 0) === v ? null : t('decision.dayWrong')) } });
  const save = async (body: { receivedOn: string }) => {
    await createNotificationReceipt({ path: { caseId: found.id, decisionId: one.id }, body: { ...body, notificationId: told.id }, throwOnError: true });
    await changed();
    notifyDone(t('notify.receiptSaved'));
    onDone();
  };
  return (
    <form {...f.props(save)} aria-label={t('notify.receivedOf', { name: told.name })}>
      <Stack gap="sm" my="xs">
        <ErrorSummary {...f.summary} />
        <DayInput label={t('notify.receivedOn')} field={f.field('receivedOn')} />
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
