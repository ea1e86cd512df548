import { Button, Radio, Stack, Text, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { createGoalAcceptance, type AcceptanceIn, type AcceptanceOut, type GoalOut } from '@/shared/api/generated';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { notifyDone } from '@/shared/ui/notify';
import { useGoalChanged } from './useGoal';

interface Values extends Record<string, unknown> {
  stance: AcceptanceIn['stance'] | '';
  comment: string;
}

const choices = ['ACCEPT', 'ACCEPT_WITH_DOUBT', 'OBJECT'] as const;

/** One's own answer; it can be changed until the work begins. */
export function StanceForm({ goal, mine }: { goal: GoalOut; mine: AcceptanceOut | undefined }) {
  const { t } = useTranslation(['goals', 'common']);
  const changed = useGoalChanged(goal.id);
  const f = useAppForm<Values>({
    initialValues: { stance: mine?.stance ?? '', comment: mine?.comment ?? '' },
    validate: {
      stance: (v) => (v ? null : t('stance.stanceMissing')),
      comment: (v, values) => (values.stance === 'OBJECT' && !v.trim() ? t('stance.commentMissing') : null),
    },
  });
  const save = async ({ stance, comment }: Values) => {
    if (!stance) return;
    await createGoalAcceptance({ path: { goalId: goal.id }, body: { stance, comment: comment.trim() || null }, throwOnError: true });
    notifyDone(t('stance.sent'));
    await changed();
  };
  return (
    <form {...f.props(save)} className="no-print">
      <Stack gap="sm">
        <ErrorSummary {...f.summary} />
        <Radio.Group label={t('stance.mine')} {...f.field('stance')}>
          <Stack gap={8} mt={6}>
            {choices.map((value) => (
              <Radio key={value} value={value} label={t(`stance.${value}`)} />
            ))}
          </Stack>
        </Radio.Group>
        {f.form.values.stance !== '' && (
          <Textarea label={t('stance.comment')} description={t('stance.commentHint')} autosize minRows={2} maxLength={2000} {...f.field('comment')} />
        )}
        {mine && <Text size="sm">{t('stance.mineGiven', { stance: t(`stance.${mine.stance}`) })}</Text>}
        <div>
          <Button type="submit" loading={f.pending} variant={mine ? 'default' : 'filled'}>
            {t('stance.send')}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
