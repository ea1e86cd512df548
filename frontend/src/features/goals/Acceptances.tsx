import { Button, Stack, Text, Textarea, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { createObjectionAnswer, type AcceptanceOut, type GoalOut, type QuorumOut } from '@/shared/api/generated';
import { useMe } from '@/shared/api/me';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { notifyDone } from '@/shared/ui/notify';
import { StatusBadge, type Tone } from '@/shared/ui/StatusBadge';
import css from './goals.module.css';
import { StanceForm } from './StanceForm';
import { useGoalChanged } from './useGoal';

interface Props {
  goal: GoalOut;
  stances: readonly AcceptanceOut[];
  quorum: QuorumOut | undefined;
}

const tones: Record<AcceptanceOut['stance'], Tone> = { ACCEPT: 'done', ACCEPT_WITH_DOUBT: 'active', OBJECT: 'late' };

/** Who has accepted, who objects and why, who has yet to answer; and one's own answer. */
export function Acceptances({ goal, stances, quorum }: Props) {
  const { t } = useTranslation(['goals', 'common']);
  const me = useMe().person.id;
  const now = stances.filter((s) => s.round === goal.round);
  const earlier = stances.filter((s) => s.round < goal.round);
  const asked = !['DRAFT', 'CHECKED'].includes(goal.state);
  return (
    <section className={css.card} aria-labelledby="stances">
      <Stack gap="sm">
        <Title order={2} id="stances" size="h3">
          {t('stance.title')}
        </Title>
        {!asked && <Text c="dimmed">{t('stance.notAsked')}</Text>}
        {asked && quorum && <Missing quorum={quorum} />}
        {goal.allowedActions.includes('goal.accept') && <StanceForm key={now.find((s) => s.person.id === me)?.id ?? 'new'} goal={goal} mine={now.find((s) => s.person.id === me)} />}
        {now.length > 0 ? <Stances goal={goal} rows={now} /> : asked && <Text c="dimmed">{t('stance.none')}</Text>}
        {earlier.length > 0 && (
          <details>
            <summary>{t('stance.earlier', { count: earlier.length })}</summary>
            <Stances goal={goal} rows={earlier} />
          </details>
        )}
      </Stack>
    </section>
  );
}

function Missing({ quorum }: { quorum: QuorumOut }) {
  const { t } = useTranslation(['goals', 'common']);
  if (quorum.reached) return <Text>{t('stance.reached')}</Text>;
  const who = [
    ...quorum.missingProfessions,
    ...(quorum.principalMissing ? [t('stance.principal')] : []),
    ...(quorum.teamMissing > 0 ? [t('stance.missingTeam', { count: quorum.teamMissing })] : []),
  ];
  return <Text>{t('stance.missing', { who: who.join(', ') })}</Text>;
}

function Stances({ goal, rows }: { goal: GoalOut; rows: readonly AcceptanceOut[] }) {
  const { t } = useTranslation(['goals', 'common']);
  return (
    <ul className={css.log}>
      {rows.map((row) => (
        <li key={row.id}>
          <div className={css.stance}>
            <span>
              <b>{row.person.name}</b>
              <br />
              <span className={css.muted}>{[...row.professions, ...(row.isPrincipal ? [t('stance.principal')] : [])].join(', ')}</span>
            </span>
            <StatusBadge tone={tones[row.stance]}>{t(`stance.${row.stance}`)}</StatusBadge>
          </div>
          {row.comment && <p className={css.quote}>{row.comment}</p>}
          {row.answer && (
            <div className={css.answer}>
              <span className={css.muted}>{t('stance.answer', { name: row.answeredBy?.name ?? '' })}</span>
              <p className={css.quote}>{row.answer}</p>
            </div>
          )}
          {row.stance === 'OBJECT' && !row.answer && row.round === goal.round && <Unanswered goal={goal} row={row} />}
        </li>
      ))}
    </ul>
  );
}

/** An objection is answered by somebody else than whoever made it. */
function Unanswered({ goal, row }: { goal: GoalOut; row: AcceptanceOut }) {
  const { t } = useTranslation(['goals', 'common']);
  const me = useMe().person.id;
  const changed = useGoalChanged(goal.id);
  const f = useAppForm({ initialValues: { answer: '' }, validate: { answer: (v) => (v.trim().length < 3 ? t('stance.answerMissing') : null) } });
  if (!goal.allowedActions.includes('goal.answer') || row.person.id === me) return <Text className={css.muted}>{t('stance.open')}</Text>;
  const save = async ({ answer }: { answer: string }) => {
    await createObjectionAnswer({ path: { goalId: goal.id }, body: { acceptanceId: row.id, answer: answer.trim() }, throwOnError: true });
    notifyDone(t('stance.answered'));
    await changed();
  };
  return (
    <form {...f.props(save)} className="no-print">
      <Stack gap="xs" mt="xs">
        <ErrorSummary {...f.summary} />
        <Textarea label={t('stance.answerLabel')} description={t('stance.commentHint')} autosize minRows={2} maxLength={2000} {...f.field('answer')} />
        <div>
          <Button type="submit" variant="default" loading={f.pending}>
            {t('stance.answerSend')}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
