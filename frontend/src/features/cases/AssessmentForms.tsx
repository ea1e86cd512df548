import { Button, NativeSelect, Stack, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AssessmentIn, ConcernAnswer, ConcernOut } from '@/shared/api/generated';
import { listCaseTypesOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { useOpenCases } from '@/shared/api/openCases';
import { today } from '@/shared/lib/days';
import { parseDate } from '@/shared/lib/parseDate';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import css from './cases.module.css';
import { DayInput } from './DayInput';
import { followUpDay, within } from './followUpDay';

const answers: readonly ConcernAnswer[] = ['SUPPORT_IN_TEAM', 'ADVICE_GIVEN', 'ALREADY_HANDLED'];

interface Props {
  onAssess: (body: AssessmentIn) => Promise<void>;
}

export function OpenForm({ concern, onAssess }: Props & { concern: ConcernOut }) {
  const { t } = useTranslation(['cases', 'common']);
  const types = useQuery({ ...listCaseTypesOptions(), staleTime: Infinity });
  const fitting = (types.data?.items ?? []).filter((kind) => (concern.students.length > 0 ? kind.subject === 'STUDENT' : kind.subject !== 'GROUP' || concern.group !== null));
  const f = useAppForm({
    initialValues: { caseTypeCode: '', nextFollowUpOn: followUpDay(), feedback: '' },
    validate: {
      caseTypeCode: (v) => (v ? null : t('triage.typeMissing')),
      nextFollowUpOn: (v) => (parseDate(v, 0) === v && v >= today() ? null : t('triage.followUpMissing')),
    },
  });
  const chooseType = (code: string) => {
    f.form.setFieldValue('caseTypeCode', code);
    f.form.setFieldValue('nextFollowUpOn', within(f.form.values.nextFollowUpOn, fitting.find((kind) => kind.code === code)));
  };
  return (
    <form {...f.props(({ feedback, ...rest }) => onAssess({ ...rest, feedback: feedback.trim() || null, outcome: 'CASE_OPENED' }))}>
      <Stack gap="sm">
        <ErrorSummary {...f.summary} />
        <NativeSelect
          label={`${t('triage.type')} ${t('common:form.required')}`}
          data={[{ value: '', label: t('common:form.choose') }, ...fitting.map((kind) => ({ value: kind.code, label: kind.label }))]}
          {...f.field('caseTypeCode')}
          onChange={(event) => chooseType(event.currentTarget.value)}
        />
        <DayInput label={`${t('triage.followUp')} ${t('common:form.required')}`} field={f.field('nextFollowUpOn')} />
        <Feedback field={f.field('feedback')} suffix={t('common:form.optional')} />
        <Button type="submit" className={css.submit} loading={f.pending}>
          {t('triage.open')}
        </Button>
      </Stack>
    </form>
  );
}

export function JoinForm({ onAssess }: Props) {
  const { t } = useTranslation(['cases', 'common']);
  const cases = useOpenCases();
  const f = useAppForm({
    initialValues: { caseId: '', feedback: '' },
    validate: { caseId: (v) => (v ? null : t('triage.caseMissing')) },
  });
  if (cases?.length === 0) return <Text>{t('triage.noCases')}</Text>;
  const options = (cases ?? []).map((row) => ({ value: row.id, label: `${row.number} · ${row.caseType.label}` }));
  return (
    <form {...f.props(({ caseId, feedback }) => onAssess({ caseId, feedback: feedback.trim() || null, outcome: 'JOINED' }))}>
      <Stack gap="sm">
        <ErrorSummary {...f.summary} />
        <NativeSelect label={`${t('triage.case')} ${t('common:form.required')}`} data={[{ value: '', label: t('common:form.choose') }, ...options]} {...f.field('caseId')} />
        <Feedback field={f.field('feedback')} suffix={t('common:form.optional')} />
        <Button type="submit" className={css.submit} loading={f.pending}>
          {t('triage.join')}
        </Button>
      </Stack>
    </form>
  );
}

export function AnswerForm({ onAssess }: Props) {
  const { t } = useTranslation(['cases', 'common']);
  const f = useAppForm({
    initialValues: { answer: '' as ConcernAnswer | '', feedback: '' },
    validate: {
      answer: (v) => (v ? null : t('triage.answerMissing')),
      feedback: (v) => (v.trim() ? null : t('triage.feedbackMissing')),
    },
  });
  return (
    <form {...f.props(({ answer, feedback }) => onAssess({ answer: answer || null, feedback, outcome: 'ANSWERED' }))}>
      <Stack gap="sm">
        <ErrorSummary {...f.summary} />
        <NativeSelect
          label={`${t('triage.answer')} ${t('common:form.required')}`}
          data={[{ value: '', label: t('common:form.choose') }, ...answers.map((one) => ({ value: one, label: t(`answer.${one}`) }))]}
          {...f.field('answer')}
        />
        <Feedback field={f.field('feedback')} suffix={t('common:form.required')} />
        <Button type="submit" className={css.submit} loading={f.pending}>
          {t('triage.reply')}
        </Button>
      </Stack>
    </form>
  );
}

function Feedback({ field, suffix }: { field: Record<string, unknown>; suffix: string }) {
  const { t } = useTranslation('cases');
  return <Textarea label={`${t('triage.feedback')} ${suffix}`} description={t('triage.feedbackHint')} autosize minRows={3} {...field} />;
}
