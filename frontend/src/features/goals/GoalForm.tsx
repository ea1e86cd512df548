import { Button, Fieldset, Group, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TeamOfGoal } from '@/shared/api/generated';
import { useColleagues } from '@/shared/api/people';
import type { Draft } from '@/shared/lib/drafts/useDraft';
import { useAppForm, type AppForm } from '@/shared/lib/useAppForm';
import { DateField } from '@/shared/ui/DateField';
import { DraftStatus } from '@/shared/ui/DraftStatus';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { LeaveGuard } from '@/shared/ui/LeaveGuard';
import { useNameReason } from '@/shared/ui/useNameReason';
import { CheckInDays } from './CheckInDays';
import css from './goals.module.css';
import { LiveAdvice } from './LiveAdvice';
import { isDay, parseFigure, type GoalValues } from './values';

interface Props {
  start: GoalValues;
  draft: Draft<GoalValues>;
  schoolId: string | undefined;
  /** Teams to choose among; none where the team is given. */
  teams?: readonly TeamOfGoal[];
  /** An active goal: only owner and check-in days. */
  locked?: boolean;
  onSave: (values: GoalValues, nameReason: string | null) => Promise<void>;
  onCancel: () => void;
}

export type GoalFormApi = AppForm<GoalValues>;

export interface DayProps {
  id: string;
  value: string;
  onChange: (day: string) => void;
}

export const dayField = (f: GoalFormApi, path: string) => f.field(path) as unknown as DayProps;

/** The goal letter by letter, with the checker's advice as one writes. */
export function GoalForm({ start, draft, schoolId, teams, locked = false, onSave, onCancel }: Props) {
  const { t } = useTranslation(['goals', 'common']);
  const name = useNameReason();
  const day = (v: string) => (!v || isDay(v) ? null : t('form.dayWrong'));
  const figure = (v: string) => (parseFigure(v) === undefined ? t('form.numberWrong') : null);
  const f = useAppForm<GoalValues>({
    initialValues: start,
    onValuesChange: draft.save,
    validate: {
      teamId: (v) => (v ? null : t('form.teamMissing')),
      title: (v) => (v.trim() ? null : t('form.titleMissing')),
      baselineValue: figure,
      targetValue: figure,
      baselineOn: day,
      startOn: day,
      deadlineOn: day,
      checkInDays: (days) => (days.every((d) => !d || isDay(d)) ? null : t('form.dayWrong')),
    },
  });
  return (
    <div className={css.form}>
      <form {...f.props((values) => name.guarded((nameReason) => onSave(values, nameReason)))}>
        <Stack gap="lg">
          <ErrorSummary {...f.summary} />
          <People f={f} teams={teams} schoolId={schoolId} />
          {!locked && <Sentence f={f} />}
          {!locked && <Measure f={f} />}
          {!locked && <Means f={f} />}
          <Time f={f} locked={locked} />
          {name.field}
          <Text size="sm" c="dimmed">
            {t('form.secrecy')}
          </Text>
          <Group>
            <Button type="submit" loading={f.pending}>
              {t('form.save')}
            </Button>
            <Button variant="default" onClick={onCancel}>
              {t('common:action.cancel')}
            </Button>
            <DraftStatus state={draft.state} />
          </Group>
        </Stack>
      </form>
      {!locked && <LiveAdvice values={f.form.values} />}
      <LeaveGuard when={draft.state.phase === 'waiting'} />
    </div>
  );
}

function People({ f, teams, schoolId }: { f: GoalFormApi; teams: readonly TeamOfGoal[] | undefined; schoolId: string | undefined }) {
  const { t } = useTranslation(['goals', 'common']);
  const colleagues = useColleagues(schoolId);
  const people = colleagues.map((p) => ({ value: p.id, label: p.name }));
  return (
    <div className={css.pair} data-one={!teams || undefined}>
      {teams && <NativeSelect label={`${t('form.team')} ${t('common:form.required')}`} data={[{ value: '', label: t('form.chooseTeam') }, ...teams.map((x) => ({ value: x.id, label: x.name }))]} {...f.field('teamId')} />}
      {people.length > 0 && <NativeSelect label={t('form.owner')} data={people} {...f.field('ownerId')} />}
    </div>
  );
}

function Sentence({ f }: { f: GoalFormApi }) {
  const { t } = useTranslation(['goals', 'common']);
  const choice = (group: 'level' | 'scope', codes: readonly string[]) => codes.map((value) => ({ value, label: t(`${group}.${value}` as 'level.PROMOTIVE') }));
  return (
    <Fieldset legend={`S · ${t('form.S')}`} classNames={{ legend: css.legend }}>
      <Stack gap="sm">
        <Textarea
          label={`${t('form.title')} ${t('common:form.required')}`}
          description={`${t('form.titleHint')} ${t('form.titleExample')}`}
          autosize
          minRows={2}
          maxLength={300}
          {...f.field('title')}
        />
        <TextInput label={t('form.targetGroup')} description={t('form.targetGroupHint')} maxLength={300} {...f.field('targetGroup')} />
        <div className={css.pair}>
          <NativeSelect label={t('form.level')} data={choice('level', ['PROMOTIVE', 'PREVENTIVE', 'REMEDIAL'])} {...f.field('level')} />
          <NativeSelect label={t('form.scope')} data={choice('scope', ['UNIT', 'GROUP', 'INDIVIDUAL'])} {...f.field('scope')} />
        </div>
        <Textarea label={`${t('form.description')} ${t('common:form.optional')}`} autosize minRows={2} maxLength={4000} {...f.field('description')} />
      </Stack>
    </Fieldset>
  );
}

function Measure({ f }: { f: GoalFormApi }) {
  const { t } = useTranslation(['goals', 'common']);
  const sources = (['INDICATOR', 'OWN_FIGURE', 'NEW_SURVEY'] as const).map((value) => ({ value, label: t(`source.${value}`) }));
  return (
    <Fieldset legend={`M · ${t('form.M')}`} classNames={{ legend: css.legend }}>
      <Stack gap="sm">
        <div className={css.pair}>
          <TextInput label={t('form.metric')} description={t('form.metricHint')} maxLength={300} {...f.field('metric')} />
          <TextInput label={t('form.unit')} description={t('form.unitHint')} maxLength={40} {...f.field('unit')} />
        </div>
        <NativeSelect label={t('form.source')} data={[{ value: '', label: t('form.chooseSource') }, ...sources]} {...f.field('metricSource')} />
        <div className={css.pair}>
          <TextInput label={t('form.baseline')} description={t('form.numberHint')} inputMode="decimal" {...f.field('baselineValue')} />
          <DateField label={t('form.baselineOn')} {...dayField(f, 'baselineOn')} />
        </div>
        <div className={css.pair} data-one>
          <TextInput label={t('form.target')} description={t('form.numberHint')} inputMode="decimal" {...f.field('targetValue')} />
        </div>
      </Stack>
    </Fieldset>
  );
}

function Means({ f }: { f: GoalFormApi }) {
  const { t } = useTranslation(['goals', 'common']);
  return (
    <Fieldset legend={`R · ${t('form.R')}`} classNames={{ legend: css.legend }}>
      <Stack gap="sm">
        <Textarea label={t('form.strengths')} description={t('form.strengthsHint')} autosize minRows={2} maxLength={4000} {...f.field('strengths')} />
        <Textarea label={t('form.realism')} description={t('form.realismHint')} autosize minRows={2} maxLength={4000} {...f.field('realismNote')} />
      </Stack>
    </Fieldset>
  );
}

function Time({ f, locked }: { f: GoalFormApi; locked: boolean }) {
  const { t } = useTranslation(['goals', 'common']);
  return (
    <Fieldset legend={`T · ${t('form.T')}`} classNames={{ legend: css.legend }}>
      <Stack gap="sm">
        {!locked && (
          <div className={css.pair}>
            <DateField label={t('form.start')} {...dayField(f, 'startOn')} />
            <DateField label={t('form.deadline')} {...dayField(f, 'deadlineOn')} />
          </div>
        )}
        <CheckInDays f={f} />
      </Stack>
    </Fieldset>
  );
}
