import { Button, Checkbox, Group, Modal, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeWheelActivity, createWheelActivity, type ActivityIn, type ActivityOut, type WheelOut } from '@/shared/api/generated';
import { listSmartGoalsOptions, listTeamsOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { useLookups } from '@/shared/api/lookups';
import { useColleagues } from '@/shared/api/people';
import { today } from '@/shared/lib/days';
import { parseDate } from '@/shared/lib/parseDate';
import { useAppForm, type AppForm } from '@/shared/lib/useAppForm';
import { useFocusBack } from '@/shared/lib/useFocusBack';
import { DateField } from '@/shared/ui/DateField';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { notifyDone } from '@/shared/ui/notify';
import { LIST_ID } from './ActivityList';
import { bodyOf, isMinutes, newActivity, valuesOf, type ActivityValues } from './activityValues';
import css from './page.module.css';
import { useWheelChanged } from './useWheel';

interface Props {
  wheel: WheelOut;
  /** None: a new one. */
  activity?: ActivityOut;
  onClose: () => void;
  onSaved: (id: string) => void;
}

const kinds: ActivityIn['kind'][] = [
  'CHECKIN_MAJOR', 'ANALYSIS', 'GOAL_SETTING', 'RESULT_DIALOGUE', 'PROGNOSIS', 'PLAN_REVISION', 'DEGRADING_PLAN', 'STAFF_PLANNING', 'TRANSITION', 'PROGRAMME',
  'SURVEY_EXISTING', 'REPORTING', 'AWARENESS', 'OTHER',
];

/** A new activity stands on today, or on the first day of a school year that is not the running one. */
function dayFor({ schoolYear }: WheelOut): string {
  const now = today();
  return now >= schoolYear.startsOn && now <= schoolYear.endsOn ? now : schoolYear.startsOn;
}

/** A new activity, or one that is there. It saves against the version that was opened. */
export function ActivityForm({ wheel, activity, onClose, onSaved }: Props) {
  const { t } = useTranslation(['wheel', 'common']);
  const [opened] = useState(activity);
  useFocusBack(LIST_ID);
  const changed = useWheelChanged(wheel.id);
  const day = (v: string) => (parseDate(v, 0) === v && v >= wheel.firstOn && v <= wheel.lastOn ? null : t('activity.dayWrong'));
  const f = useAppForm<ActivityValues>({
    initialValues: opened ? valuesOf(opened) : newActivity(dayFor(wheel)),
    validate: {
      title: (v) => (v.trim() ? null : t('activity.titleMissing')),
      startsOn: day,
      endsOn: (v, all) => day(v) ?? (v < all.startsOn ? t('activity.endsBefore') : null),
      protectedMinutes: (v) => (isMinutes(v) ? null : t('activity.minutesWrong')),
    },
  });
  const save = async (v: ActivityValues) => {
    const body = bodyOf(v, opened);
    const path = { wheelId: wheel.id };
    const { data } = opened
      ? await changeWheelActivity({ path: { ...path, activityId: opened.id }, headers: { 'If-Match': `"${opened.version}"` }, body, throwOnError: true })
      : await createWheelActivity({ path, body, throwOnError: true });
    await changed();
    notifyDone(t('activity.saved'));
    onSaved(data.id);
  };
  return (
    <Modal opened onClose={onClose} size="lg" title={t(opened ? 'activity.changeTitle' : 'activity.newTitle')} closeButtonProps={{ 'aria-label': t('activity.close') }}>
      <form {...f.props(save)}>
        <Stack gap="sm">
          <ErrorSummary {...f.summary} />
          <What f={f} />
          <Who f={f} schoolId={wheel.school.id} />
          <TextInput label={t('activity.minutesLabel')} description={t('activity.minutesHint')} inputMode="numeric" styles={{ wrapper: { maxWidth: 160 } }} {...f.field('protectedMinutes')} />
          <Goals f={f} schoolId={wheel.school.id} />
          <Group>
            <Button type="submit" loading={f.pending}>
              {t('activity.save')}
            </Button>
            <Button variant="default" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

interface PartProps {
  f: AppForm<ActivityValues>;
  schoolId: string;
}

function What({ f }: { f: AppForm<ActivityValues> }) {
  const { t } = useTranslation(['wheel', 'common']);
  const { label } = useLookups();
  const day = (path: string) => f.field(path) as unknown as { id: string; value: string; onChange: (day: string) => void };
  return (
    <>
      <TextInput label={`${t('activity.title')} ${t('common:form.required')}`} maxLength={140} data-autofocus {...f.field('title')} />
      <NativeSelect label={t('activity.kind')} data={kinds.map((value) => ({ value, label: label('activity_kind', value) }))} {...f.field('kind')} />
      <div className={css.pair}>
        <DateField label={t('activity.starts')} {...day('startsOn')} />
        <DateField label={t('activity.ends')} {...day('endsOn')} />
      </div>
      <Textarea label={t('activity.description')} autosize minRows={2} maxLength={2000} {...f.field('description')} />
    </>
  );
}

function Who({ f, schoolId }: PartProps) {
  const { t } = useTranslation(['wheel', 'common']);
  const { data } = useQuery(listTeamsOptions({ query: { limit: 100, schoolId } }));
  const people = useColleagues(schoolId);
  const teams = (data?.items ?? []).filter((x) => x.school?.id === schoolId);
  return (
    <div className={css.pair}>
      <NativeSelect label={t('activity.team')} data={[{ value: '', label: t('activity.chooseTeam') }, ...teams.map((x) => ({ value: x.id, label: x.name }))]} {...f.field('teamId')} />
      <NativeSelect label={t('activity.owner')} data={[{ value: '', label: t('activity.chooseOwner') }, ...people.map((p) => ({ value: p.id, label: p.name }))]} {...f.field('ownerId')} />
    </div>
  );
}

function Goals({ f, schoolId }: PartProps) {
  const { t } = useTranslation(['wheel', 'common']);
  const { data } = useQuery(listSmartGoalsOptions({ query: { limit: 100, schoolId } }));
  const goals = (data?.items ?? []).filter((g) => g.state === 'ACTIVE' || g.state === 'ADJUSTED' || f.form.values.goalIds.includes(g.id));
  if (data && goals.length === 0) return <Text c="dimmed">{t('activity.noGoals')}</Text>;
  return (
    <Checkbox.Group label={t('activity.goals')} {...f.field('goalIds')}>
      <Stack gap={8} mt={6}>
        {goals.map((g) => (
          <Checkbox key={g.id} value={g.id} label={g.title} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}
