import { Button, NativeSelect, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { createCase, type CaseTypeOut, type Level, type Theme } from '@/shared/api/generated';
import { listCasesQueryKey, listGroupsOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { today } from '@/shared/lib/days';
import { parseDate } from '@/shared/lib/parseDate';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { LeaveGuard } from '@/shared/ui/LeaveGuard';
import css from './cases.module.css';
import { DayInput } from './DayInput';
import { followUpDay, within } from './followUpDay';
import { PupilPicker, type Chosen } from './PupilPicker';
import { MOST_THEMES, ThemesInput, themesField } from './ThemesInput';

const GROUP_SITUATION = 'GROUP_SITUATION';
const levels: readonly Level[] = ['PROMOTIVE', 'PREVENTIVE', 'REMEDIAL'];

interface Props {
  school: { id: string; name: string };
  types: readonly CaseTypeOut[];
  /** Of the pattern that the case is opened on: then it is about a group. */
  theme?: Theme;
}

/** The type says what else is asked: pupils, a group, or nothing. */
export function NewCaseForm({ school, types, theme }: Props) {
  const { t } = useTranslation(['cases', 'common']);
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const subjectOf = (code: string) => types.find((kind) => kind.code === code)?.subject;
  const f = useAppForm({
    initialValues: {
      caseTypeCode: theme && types.some(({ code }) => code === GROUP_SITUATION) ? GROUP_SITUATION : '',
      students: [] as Chosen[],
      groupId: '',
      level: 'REMEDIAL' as Level,
      themes: (theme ? [theme] : []) as Theme[],
      nextFollowUpOn: followUpDay(),
    },
    rename: { studentIds: 'students' },
    validate: {
      caseTypeCode: (v) => (v ? null : t('triage.typeMissing')),
      students: (v, all) => (subjectOf(all.caseTypeCode) === 'STUDENT' && v.length === 0 ? t('new.pupilsMissing') : null),
      groupId: (v, all) => (subjectOf(all.caseTypeCode) === 'GROUP' && !v ? t('new.groupMissing') : null),
      themes: (v) => (v.length <= MOST_THEMES ? null : t('theme.tooMany')),
      nextFollowUpOn: (v) => (parseDate(v, 0) === v && v >= today() ? null : t('triage.followUpMissing')),
    },
  });
  const values = f.form.values;
  const subject = subjectOf(values.caseTypeCode);
  const chooseType = (code: string) => {
    f.form.setFieldValue('caseTypeCode', code);
    f.form.setFieldValue('nextFollowUpOn', within(values.nextFollowUpOn, types.find((kind) => kind.code === code)));
  };
  const save = async (sent: typeof values) => {
    const { students, groupId, ...rest } = sent;
    const body = {
      ...rest,
      schoolId: school.id,
      studentIds: subject === 'STUDENT' ? students.map((one) => one.id) : [],
      groupId: subject === 'GROUP' ? groupId : null,
    };
    const { data } = await createCase({ body, throwOnError: true });
    f.form.resetDirty();
    await queryClient.invalidateQueries({ queryKey: listCasesQueryKey() });
    await navigate({ to: '/arenden/$caseId', params: { caseId: data.id }, ignoreBlocker: true });
  };
  return (
    <form {...f.props(save)} className={css.form}>
      <LeaveGuard when={f.form.isDirty() && !f.pending} />
      <Stack gap="md">
        <ErrorSummary {...f.summary} />
        <NativeSelect
          label={`${t('triage.type')} ${t('common:form.required')}`}
          data={[{ value: '', label: t('common:form.choose') }, ...types.map((kind) => ({ value: kind.code, label: kind.label }))]}
          {...f.field('caseTypeCode')}
          onChange={(event) => chooseType(event.currentTarget.value)}
        />
        {subject === 'STUDENT' && (
          <PupilPicker
            label={`${t('pupils.label')} ${t('common:form.required')}`}
            value={values.students}
            onChange={(students) => f.form.setFieldValue('students', students)}
            schoolId={school.id}
            error={typeof f.form.errors.students === 'string' ? f.form.errors.students : undefined}
          />
        )}
        {subject === 'GROUP' && <GroupSelect schoolId={school.id} field={f.field('groupId')} />}
        {(subject === 'UNIT' || subject === 'NONE') && <Text>{t('new.unitCase')}</Text>}
        <NativeSelect label={t('new.level')} data={levels.map((level) => ({ value: level, label: t(`level.${level}`) }))} {...f.field('level')} />
        <ThemesInput {...themesField(f, values.themes)} />
        <DayInput label={`${t('triage.followUp')} ${t('common:form.required')}`} field={f.field('nextFollowUpOn')} />
        <Button type="submit" className={css.submit} loading={f.pending}>
          {t('new.save')}
        </Button>
      </Stack>
    </form>
  );
}

function GroupSelect({ schoolId, field }: { schoolId: string; field: Record<string, unknown> }) {
  const { t } = useTranslation(['cases', 'common']);
  const groups = useQuery(listGroupsOptions({ query: { schoolId, limit: 100 } }));
  const options = (groups.data?.items ?? []).map((group) => ({ value: group.id, label: group.name }));
  return <NativeSelect label={`${t('report.group')} ${t('common:form.required')}`} data={[{ value: '', label: t('common:form.choose') }, ...options]} {...field} />;
}
