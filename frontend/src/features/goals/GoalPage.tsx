import { Alert, Anchor, Button, Group, List, Stack, Text, Title } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createSmartGoalActivation, createSmartGoalProposal, type GoalOut, type SmartCheckOut } from '@/shared/api/generated';
import { ifMatch } from '@/shared/api/etag';
import { asProblem } from '@/shared/api/problem';
import { useDocumentTitle } from '@/shared/lib/useDocumentTitle';
import { notifyDone } from '@/shared/ui/notify';
import { QueryState } from '@/shared/ui/QueryState';
import { StatusBadge } from '@/shared/ui/StatusBadge';
import { YearNav } from '@/shared/ui/YearNav';
import { Acceptances } from './Acceptances';
import { CheckIns } from './CheckIns';
import { GoalFacts } from './GoalFacts';
import { GoalFigure } from './GoalFigure';
import css from './goals.module.css';
import { SmartRows } from './SmartRows';
import { useGoal, useGoalChanged } from './useGoal';
import { stateTones } from './words';

const route = getRouteApi('/shell/lasaret/mal/$goalId');

export function GoalPage() {
  const { goalId } = route.useParams();
  const { goal } = useGoal(goalId);
  return (
    <>
      <YearNav />
      <QueryState query={goal}>{(found) => <Goal goal={found} />}</QueryState>
    </>
  );
}

function Goal({ goal }: { goal: GoalOut }) {
  const { t } = useTranslation(['goals', 'common']);
  const { check, stances, checkIns } = useGoal(goal.id);
  useDocumentTitle(goal.title);
  // Whoever is asked finds the question first, also on a phone.
  const asked = goal.allowedActions.includes('goal.accept');
  const standing = <QueryState query={stances}>{(page) => <Acceptances goal={goal} stances={page.items} quorum={check.data?.quorum} />}</QueryState>;
  return (
    <Stack gap="lg">
      <Head goal={goal} check={check.data} />
      {goal.strengths && (
        <section aria-labelledby="strengths">
          <Title order={2} id="strengths" size="h3" mb={6}>
            {t('page.strengths')}
          </Title>
          <Text className={css.strengths}>{goal.strengths}</Text>
        </section>
      )}
      {goal.description && <Text className={css.prose}>{goal.description}</Text>}
      <div className={css.two}>
        <Stack gap="lg">
          {asked && standing}
          <section className={css.card} aria-labelledby="figure">
            <Title order={2} id="figure" size="h3" mb="xs">
              {t('page.figure')}
            </Title>
            <QueryState query={checkIns}>{(page) => <GoalFigure goal={goal} checkIns={page.items} />}</QueryState>
          </section>
          <QueryState query={checkIns}>{(page) => <CheckIns goal={goal} checkIns={page.items} />}</QueryState>
          <GoalFacts goal={goal} />
        </Stack>
        <Stack gap="lg">
          <section className={css.card} aria-labelledby="smart">
            <Title order={2} id="smart" size="h3" mb="xs">
              {t('page.smart')}
            </Title>
            <QueryState query={check}>{(found) => <SmartRows rows={found.rows} state={goal.state} />}</QueryState>
          </section>
          {!asked && standing}
        </Stack>
      </div>
      <Anchor component={Link} to="/lasaret/mal" className="no-print">
        {t('page.back')}
      </Anchor>
    </Stack>
  );
}

/** The sentence large, and the one thing to do next. */
function Head({ goal, check }: { goal: GoalOut; check: SmartCheckOut | undefined }) {
  const { t } = useTranslation(['goals', 'common']);
  const may = (action: string) => goal.allowedActions.includes(action);
  const kind = nextOf(goal);
  const blocks = (check?.blocks ?? []).filter((b) => kind === 'activate' || b.code !== 'G01');
  return (
    <Stack gap="sm" component="header">
      <div className={css.top}>
        <StatusBadge tone={stateTones[goal.state]}>{t(`state.${goal.state}`)}</StatusBadge>
        <Text c="dimmed">{t('page.lead', { team: goal.team.name, school: goal.school.name, owner: goal.owner.name })}</Text>
      </div>
      <Title order={1} className={css.sentence}>
        {goal.title}
      </Title>
      {goal.round > 1 && <Text c="dimmed">{t('page.roundText', { count: goal.round })}</Text>}
      {kind && <Blocks kind={kind} blocks={blocks} />}
      <Group className="no-print">
        {kind && blocks.length === 0 && <Step goal={goal} kind={kind} />}
        {may('goal.change') && (
          <Button component={Link} to={`/lasaret/mal/${goal.id}/andra` as '/'} variant={kind === 'propose' && blocks.length > 0 ? 'filled' : 'default'}>
            {t('page.change')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

type Kind = 'propose' | 'activate';

/** What this person may do next with the goal. */
function nextOf({ allowedActions, state }: GoalOut): Kind | null {
  if (allowedActions.includes('goal.propose')) return 'propose';
  return allowedActions.includes('goal.activate') && state === 'ACCEPTED' ? 'activate' : null;
}

/** What stops it, in words; the server decides. */
function Blocks({ kind, blocks }: { kind: Kind; blocks: SmartCheckOut['blocks'] }) {
  const { t } = useTranslation(['goals', 'common']);
  if (blocks.length === 0) return null;
  return (
    <section className={css.blocks} aria-labelledby="blocks">
      <Title order={2} id="blocks" size="h4">
        {t(kind === 'propose' ? 'page.blocksPropose' : 'page.blocks')}
      </Title>
      <List>
        {blocks.map((b) => (
          <List.Item key={b.code}>{b.text}</List.Item>
        ))}
      </List>
    </section>
  );
}

function Step({ goal, kind }: { goal: GoalOut; kind: Kind }) {
  const { t } = useTranslation(['goals', 'common']);
  const changed = useGoalChanged(goal.id);
  const [pending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const call = kind === 'propose' ? createSmartGoalProposal : createSmartGoalActivation;
  const go = async () => {
    setPending(true);
    setRefusal(null);
    try {
      await call({ path: { goalId: goal.id }, headers: ifMatch(goal), throwOnError: true });
      notifyDone(t(kind === 'propose' ? 'page.proposed' : 'page.activated'));
    } catch (error) {
      setRefusal(asProblem(error).detail || t('common:form.unknown'));
    }
    await changed();
    setPending(false);
  };
  return (
    <>
      <Button loading={pending} onClick={() => void go()}>
        {t(kind === 'propose' ? 'page.propose' : 'page.activate')}
      </Button>
      {refusal && (
        <Alert role="alert" color="tegel" variant="outline">
          {refusal}
        </Alert>
      )}
    </>
  );
}
