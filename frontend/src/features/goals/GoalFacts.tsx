import { Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { GoalOut } from '@/shared/api/generated';
import { useFormat } from '@/shared/lib/format';
import css from './goals.module.css';

/** What the goal consists of; what is empty is left out. */
export function GoalFacts({ goal }: { goal: GoalOut }) {
  const { t } = useTranslation(['goals', 'common']);
  const format = useFormat();
  const amount = (value: number | null, day: string | null) => {
    if (value === null) return null;
    const words = t('page.value', { value: format.number(value), unit: goal.unit ?? '' });
    return day ? t('page.valueOn', { value: words, day: format.day(day) }) : words;
  };
  const days = goal.checkInDays.length > 0 && (
    <ul className={css.plain}>
      {goal.checkInDays.map((day) => (
        <li key={day}>{format.day(day)}</li>
      ))}
    </ul>
  );
  const rows: [string, ReactNode][] = [
    [t('page.targetGroup'), goal.targetGroup],
    [t('page.level'), `${t(`level.${goal.level}`)} · ${t(`scope.${goal.scope}`)}`],
    [t('page.metric'), goal.metric],
    [t('page.source'), goal.metricSource && t(`source.${goal.metricSource}`)],
    [t('page.from'), amount(goal.baselineValue, goal.baselineOn)],
    [t('page.to'), amount(goal.targetValue, null)],
    [t('page.start'), goal.startOn && format.day(goal.startOn)],
    [t('page.deadline'), goal.deadlineOn && format.day(goal.deadlineOn)],
    [t('page.days'), days],
    [t('page.realism'), goal.realismNote],
  ];
  return (
    <section className={css.card} aria-labelledby="facts">
      <Title order={2} id="facts" size="h3" mb="xs">
        {t('page.facts')}
      </Title>
      <dl className={css.facts}>
        {rows
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <Fact key={name} name={name} value={value} />
          ))}
      </dl>
      <Text className={css.muted} mt="sm">
        {t('page.evaluation')}
      </Text>
    </section>
  );
}

function Fact({ name, value }: { name: string; value: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
