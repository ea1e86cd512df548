import { Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { createCaseReport, type CaseOut, type ReportChannel, type ReportKind } from '@/shared/api/generated';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { notifyDone } from '@/shared/ui/notify';
import css from '../cases.module.css';
import { useCaseWrite } from '../useCaseWrite';
import { sentAt, sentNow, sentRules, SentWhen } from './SentWhen';

export const channels: readonly ReportChannel[] = ['PHONE', 'E_SERVICE', 'LETTER', 'IN_PERSON', 'SECURE_MAIL'];

interface Props {
  found: CaseOut;
  kinds: readonly ReportKind[];
  onDone: () => void;
}

/** Nothing but the kind is needed: an orosanmälan is never stopped by a field. */
export function RecordForm({ found, kinds, onDone }: Props) {
  const { t } = useTranslation(['cases', 'common']);
  const changed = useCaseWrite(found.id);
  const first = kinds[0] ?? 'SOCIAL_SERVICES';
  const f = useAppForm({
    initialValues: { kind: first, channel: 'PHONE' as ReportChannel, receiver: '', receipt: '', ...sentNow() },
    rename: { sentAt: 'day' },
    validate: sentRules(t('reports.dayWrong'), t('reports.timeWrong')),
  });
  const save = async (values: typeof f.form.values) => {
    const { kind, channel, receiver, receipt } = values;
    const body = { kind, channel, receiver: receiver.trim() || null, receipt: receipt.trim() || null, sentAt: sentAt(values) };
    await createCaseReport({ path: { caseId: found.id }, body, throwOnError: true });
    await changed();
    notifyDone(t('reports.saved'));
    onDone();
  };
  return (
    <form {...f.props(save)} className={css.item} aria-label={t('reports.record')}>
      <Stack gap="sm">
        <ErrorSummary {...f.summary} />
        <Text>{t('reports.noContent')}</Text>
        <NativeSelect label={t('reports.kind')} data={kinds.map((one) => ({ value: one, label: t(`reportKind.${one}`) }))} {...f.field('kind')} />
        <NativeSelect label={t('reports.channel')} data={channels.map((one) => ({ value: one, label: t(`reportChannel.${one}`) }))} {...f.field('channel')} />
        <SentWhen form={f} label={t('reports.when')} />
        <TextInput label={`${t('reports.receiver')} ${t('common:form.optional')}`} maxLength={2000} {...f.field('receiver')} />
        <TextInput label={`${t('reports.receipt')} ${t('common:form.optional')}`} description={t('reports.receiptHint')} maxLength={2000} {...f.field('receipt')} />
        <Group>
          <Button type="submit" loading={f.pending}>
            {t('reports.save')}
          </Button>
          <Button variant="default" onClick={onDone}>
            {t('common:action.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
