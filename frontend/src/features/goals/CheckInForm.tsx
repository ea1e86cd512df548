import { Button, Group, Radio, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { createGoalCheckIn, type CheckInIn, type GoalOut } from '@/shared/api/generated';
import { today } from '@/shared/lib/days';
import { useDraft } from '@/shared/lib/drafts/useDraft';
import { useAppForm } from '@/shared/lib/useAppForm';
import { DateField } from '@/shared/ui/DateField';
import { DraftStatus } from '@/shared/ui/DraftStatus';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { LeaveGuard } from '@/shared/ui/LeaveGuard';
import { notifyDone } from '@/shared/ui/notify';
import { LoadingState } from '@/shared/ui/states';
import type { DayProps } from './GoalForm';
import css from './goals.module.css';
import { useGoalChanged } from './useGoal';
import { isDay, parseFigure } from './values';

interface Values extends Record<string, unknown> {
  heldOn: string;
  value: string;
  whatWorks: string;
  whatHinders: string;
  adjust: NonNullable<CheckInIn['adjust']>;
}

interface Props {
  goal: GoalOut;
  onDone: () => void;
}

const ways = ['KEEP', 'ADJUST', 'STOP'] as const;

/** A value, what works and what hinders; strengths first. */
export function CheckInForm(props: Props) {
  const draft = useDraft<Values>('goal-check-in', props.goal.id);
  return draft.ready ? <Fields {...props} draft={draft} /> : <LoadingState />;
}

function Fields({ goal, onDone, draft }: Props & { draft: ReturnType<typeof useDraft<Values>> }) {
  const { t } = useTranslation(['goals', 'common']);
  const changed = useGoalChanged(goal.id);
  const f = useAppForm<Values>({
    initialValues: draft.restored ?? { heldOn: today(), value: '', whatWorks: '', whatHinders: '', adjust: 'KEEP' },
    onValuesChange: draft.save,
    validate: {
      heldOn: (v) => (isDay(v) && v <= today() ? null : t('checkIn.dayMissing')),
      value: (v, all) => {
        const number = parseFigure(v);
        if (number === undefined) return t('checkIn.valueWrong');
        return number === null && !all.whatWorks.trim() && !all.whatHinders.trim() ? t('checkIn.empty') : null;
      },
    },
  });
  const save = async (v: Values) => {
    const body = { heldOn: v.heldOn, value: parseFigure(v.value) ?? null, whatWorks: v.whatWorks.trim() || null, whatHinders: v.whatHinders.trim() || null, adjust: v.adjust };
    await createGoalCheckIn({ path: { goalId: goal.id }, body, throwOnError: true });
    await draft.discard();
    notifyDone(t('checkIn.saved'));
    onDone();
    await changed();
  };
  return (
    <form {...f.props(save)}>
      <Stack gap="sm">
        <ErrorSummary {...f.summary} />
        <div className={css.pair}>
          <DateField label={t('checkIn.day')} max={today()} {...(f.field('heldOn') as unknown as DayProps)} />
          <TextInput description={t('form.numberHint')} label={goal.unit ? t('checkIn.value', { unit: goal.unit }) : t('checkIn.valuePlain')} inputMode="decimal" {...f.field('value')} />
        </div>
        <Textarea label={t('checkIn.works')} autosize minRows={2} maxLength={4000} {...f.field('whatWorks')} />
        <Textarea label={t('checkIn.hinders')} autosize minRows={2} maxLength={4000} {...f.field('whatHinders')} />
        <Radio.Group label={t('checkIn.adjust')} {...f.field('adjust')}>
          <Group gap="md" mt={6}>
            {ways.map((value) => (
              <Radio key={value} value={value} label={t(`checkIn.${value}`)} />
            ))}
          </Group>
        </Radio.Group>
        <Text size="sm" c="dimmed">
          {t('form.secrecy')}
        </Text>
        <Group>
          <Button type="submit" loading={f.pending}>
            {t('checkIn.save')}
          </Button>
          <Button variant="default" onClick={onDone}>
            {t('common:action.cancel')}
          </Button>
          <DraftStatus state={draft.state} />
        </Group>
      </Stack>
      <LeaveGuard when={draft.state.phase === 'waiting'} />
    </form>
  );
}
