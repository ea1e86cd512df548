import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CheckInOut, GoalOut } from '@/shared/api/generated';
import { today } from '@/shared/lib/days';
import { useFormat } from '@/shared/lib/format';
import { CheckInForm } from './CheckInForm';
import css from './goals.module.css';
import { share } from './words';

/** The check-ins as a log, the latest first, and a new one. */
export function CheckIns({ goal, checkIns }: { goal: GoalOut; checkIns: readonly CheckInOut[] }) {
  const { t } = useTranslation(['goals', 'common']);
  const format = useFormat();
  const [writing, setWriting] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  // The button that was pressed is gone when the form is there, and the other way round.
  const write = (on: boolean) => {
    setWriting(on);
    heading.current?.focus({ preventScroll: true });
  };
  const may = goal.allowedActions.includes('goal.check-in');
  const begun = goal.activatedAt !== null;
  const next = goal.checkInDays.find((d) => d >= today());
  return (
    <section className={css.card} aria-labelledby="check-ins">
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2} id="check-ins" size="h3" ref={heading} tabIndex={-1} data-silent-focus>
            {t('checkIn.title')}
          </Title>
          {may && !writing && (
            <Button className="no-print" onClick={() => write(true)}>
              {t('checkIn.new')}
            </Button>
          )}
        </Group>
        {writing && <CheckInForm goal={goal} onDone={() => write(false)} />}
        {begun && next && <Text>{t('checkIn.next', { day: format.day(next) })}</Text>}
        {checkIns.length === 0 ? <Text c="dimmed">{t(begun ? 'checkIn.none' : 'checkIn.notYet')}</Text> : <Log goal={goal} rows={checkIns} />}
      </Stack>
    </section>
  );
}

function Log({ goal, rows }: { goal: GoalOut; rows: readonly CheckInOut[] }) {
  const { t } = useTranslation(['goals', 'common']);
  const format = useFormat();
  const value = (row: CheckInOut) => row.value !== null && t('page.value', { value: format.number(row.value), unit: goal.unit ?? '' });
  return (
    <ol className={css.log} reversed>
      {rows.map((row) => (
        <li key={row.id}>
          <div className={css.logHead}>
            <Text fw={650}>{format.day(row.heldOn)}</Text>
            {row.value !== null && <Text>{value(row)}</Text>}
            <span className={css.muted}>
              {[row.progress !== null && t('checkIn.way', { progress: share(row.progress, format.percent) }), t(`checkIn.${row.adjust}`), row.by?.name]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </div>
          <Said name={t('checkIn.works2')} text={row.whatWorks} />
          <Said name={t('checkIn.hinders2')} text={row.whatHinders} />
        </li>
      ))}
    </ol>
  );
}

function Said({ name, text }: { name: string; text: string | null }) {
  if (!text) return null;
  return (
    <p className={css.quote}>
      <b>{`${name}: `}</b>
      {text}
    </p>
  );
}
