import { Button, Checkbox, NativeSelect, Radio, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { createConcern, type AllegedOffender, type ReceiptOut, type Urgency } from '@/shared/api/generated';
import { listGroupsOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import type { Draft } from '@/shared/lib/drafts/useDraft';
import { useAppForm } from '@/shared/lib/useAppForm';
import { DraftStatus } from '@/shared/ui/DraftStatus';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { LeaveGuard } from '@/shared/ui/LeaveGuard';
import css from './cases.module.css';
import { PupilPicker, type Chosen } from './PupilPicker';

export type ReportValues = {
  students: Chosen[];
  groupId: string;
  freeTextWho: string;
  whatWasSeen: string;
  childSaid: string;
  triedBefore: string;
  urgency: Urgency | '';
  degradingTreatment: boolean;
  pointedOut: AllegedOffender | '';
};

const empty: ReportValues = {
  students: [],
  groupId: '',
  freeTextWho: '',
  whatWasSeen: '',
  childSaid: '',
  triedBefore: '',
  urgency: '',
  degradingTreatment: false,
  pointedOut: '',
};
const urgencies: readonly Urgency[] = ['ROUTINE', 'SOON', 'NOW'];
const offenders: readonly AllegedOffender[] = ['STUDENT', 'STAFF', 'PRINCIPAL', 'UNKNOWN'];

interface Props {
  school: { id: string; name: string };
  draft: Draft<ReportValues>;
  onSent: (receipt: ReceiptOut) => Promise<void>;
}

/** Who assesses it, and so who reads it: follows the tick and the answer below it, before anything is sent. */
function readBy(values: ReportValues): 'TRIAGE' | 'HEADS' | 'ORGANISER' {
  if (!values.degradingTreatment) return 'TRIAGE';
  return values.pointedOut === 'STAFF' || values.pointedOut === 'PRINCIPAL' ? 'ORGANISER' : 'HEADS';
}

function bodyOf(values: ReportValues, schoolId: string) {
  return {
    schoolId,
    studentIds: values.students.map((one) => one.id),
    groupId: values.groupId || null,
    freeTextWho: values.freeTextWho.trim() || null,
    whatWasSeen: values.whatWasSeen,
    childSaid: values.childSaid.trim() || null,
    triedBefore: values.triedBefore.trim() || null,
    urgency: values.urgency || 'ROUTINE',
    degradingTreatment: values.degradingTreatment,
    pointedOut: values.degradingTreatment ? values.pointedOut || null : null,
  };
}

export function ReportForm({ school, draft, onSent }: Props) {
  const { t } = useTranslation(['cases', 'common']);
  const f = useAppForm<ReportValues>({
    initialValues: { ...empty, ...draft.restored },
    onValuesChange: draft.save,
    rename: { studentIds: 'students' },
    validate: {
      freeTextWho: (v, all) => (v.trim() || all.groupId || all.students.length > 0 ? null : t('report.whoMissing')),
      whatWasSeen: (v) => (v.trim() ? null : t('report.seenMissing')),
      urgency: (v) => (v ? null : t('report.urgencyMissing')),
      pointedOut: (v, all) => (all.degradingTreatment && !v ? t('report.pointedOutMissing') : null),
    },
  });
  const values = f.form.values;
  const send = async (sent: ReportValues) => onSent((await createConcern({ body: bodyOf(sent, school.id), throwOnError: true })).data);
  return (
    <form {...f.props(send)} className={css.form}>
      <LeaveGuard when={draft.state.phase === 'waiting'} />
      <Stack gap="lg">
        <p className={css.urgent}>
          {t('report.now')} <Link to="/orosanmalan">{t('report.how')}</Link>
        </p>
        <ErrorSummary {...f.summary} />
        <Who form={f} schoolId={school.id} />
        <div>
          <Textarea
            label={`${t('report.seen')} ${t('common:form.required')}`}
            description={t('report.seenHint')}
            autosize
            minRows={4}
            {...f.field('whatWasSeen')}
          />
          <p className={css.guidance}>{t('report.facts')}</p>
          <Text size="sm" mt={4}>
            {t(`report.readBy.${readBy(values)}`, { school: school.name })}
          </Text>
        </div>
        <Textarea label={`${t('report.child')} ${t('common:form.optional')}`} description={t('report.childHint')} autosize minRows={2} {...f.field('childSaid')} />
        <Textarea label={`${t('report.tried')} ${t('common:form.optional')}`} description={t('report.triedHint')} autosize minRows={2} {...f.field('triedBefore')} />
        <Choice name="urgency" label={`${t('report.urgency')} ${t('common:form.required')}`} form={f} options={urgencies.map((u) => [u, t(`urgency.${u}`)])} />
        <Checkbox
          size="md"
          label={t('report.tick')}
          description={t('report.tickHint')}
          {...f.form.getInputProps('degradingTreatment', { type: 'checkbox' })}
        />
        {values.degradingTreatment && (
          <Choice name="pointedOut" label={`${t('report.pointedOut')} ${t('common:form.required')}`} form={f} options={offenders.map((o) => [o, t(`pointedOut.${o}`)])} />
        )}
        <DraftStatus state={draft.state} />
        <Button type="submit" size="md" className={css.submit} loading={f.pending}>
          {t('report.send')}
        </Button>
      </Stack>
    </form>
  );
}

type ReportFormState = ReturnType<typeof useAppForm<ReportValues>>;

function Who({ form: f, schoolId }: { form: ReportFormState; schoolId: string }) {
  const { t } = useTranslation(['cases', 'common']);
  const groups = useQuery(listGroupsOptions({ query: { schoolId, limit: 100 } }));
  const options = [{ value: '', label: t('report.noGroup') }, ...(groups.data?.items ?? []).map((g) => ({ value: g.id, label: g.name }))];
  return (
    <PupilPicker
      label={t('report.who')}
      value={f.form.values.students}
      onChange={(students) => f.form.setFieldValue('students', students)}
      schoolId={schoolId}
      error={typeof f.form.errors.students === 'string' ? f.form.errors.students : undefined}
    >
      <NativeSelect label={t('report.group')} data={options} {...f.field('groupId')} />
      <TextInput label={t('report.freeWho')} description={t('report.freeWhoHint')} autoComplete="off" {...f.field('freeTextWho')} />
    </PupilPicker>
  );
}

interface ChoiceProps {
  name: 'urgency' | 'pointedOut';
  label: string;
  form: ReportFormState;
  options: (readonly [string, string])[];
}

function Choice({ name, label, form: f, options }: ChoiceProps) {
  return (
    <Radio.Group label={label} {...f.field(name)}>
      <Stack gap="xs" mt={4}>
        {options.map(([value, words]) => (
          <Radio key={value} size="md" value={value} label={words} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
