import { Button, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { createChildWelfareReport, type ChildWelfareReportOut, type ReportChannel } from '@/shared/api/generated';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import css from '../cases.module.css';
import { PupilPicker, type Chosen } from '../PupilPicker';
import { channels } from './RecordForm';
import { sentAt, sentNow, sentRules, SentWhen } from './SentWhen';

interface Props {
  school: { id: string; name: string };
  onSent: (made: ChildWelfareReportOut) => void;
}

/** Everything may be left empty: it is the fact that is kept, and it waits for nothing. */
export function WelfareForm({ school, onSent }: Props) {
  const { t } = useTranslation(['cases', 'common']);
  const f = useAppForm({
    initialValues: { students: [] as Chosen[], about: '', channel: 'PHONE' as ReportChannel, receiver: '', receipt: '', ...sentNow() },
    rename: { studentIds: 'students', sentAt: 'day' },
    validate: sentRules(t('reports.dayWrong'), t('reports.timeWrong')),
  });
  const send = async (values: typeof f.form.values) => {
    const text = (words: string) => words.trim() || null;
    const body = {
      schoolId: school.id,
      studentIds: values.students.map((one) => one.id),
      about: text(values.about),
      channel: values.channel,
      receiver: text(values.receiver),
      receipt: text(values.receipt),
      sentAt: sentAt(values),
    };
    onSent((await createChildWelfareReport({ body, throwOnError: true })).data);
  };
  return (
    <form {...f.props(send)} className={css.form}>
      <Stack gap="md">
        <ErrorSummary {...f.summary} />
        <Text>{t('guide.readBy', { school: school.name })}</Text>
        <SentWhen form={f} label={t('reports.when')} />
        <NativeSelect label={t('reports.channel')} data={channels.map((one) => ({ value: one, label: t(`reportChannel.${one}`) }))} {...f.field('channel')} />
        <TextInput label={`${t('reports.receiver')} ${t('common:form.optional')}`} description={t('guide.receiverHint')} maxLength={2000} {...f.field('receiver')} />
        <TextInput label={`${t('reports.receipt')} ${t('common:form.optional')}`} description={t('reports.receiptHint')} maxLength={2000} {...f.field('receipt')} />
        <PupilPicker
          label={`${t('guide.who')} ${t('common:form.optional')}`}
          value={f.form.values.students}
          onChange={(students) => f.form.setFieldValue('students', students)}
          schoolId={school.id}
        >
          <TextInput label={t('report.freeWho')} description={t('guide.aboutHint')} autoComplete="off" maxLength={2000} {...f.field('about')} />
        </PupilPicker>
        <Button type="submit" size="md" className={css.submit} loading={f.pending}>
          {t('guide.save')}
        </Button>
      </Stack>
    </form>
  );
}
