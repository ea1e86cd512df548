import { Button, List, Text } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppealOut, CaseOut, DecisionOut } from '@/shared/api/generated';
import { useFormat } from '@/shared/lib/format';
import css from '../cases.module.css';

/** Fetched when an appeal comes in: most decisions never have one. */
const AppealForm = lazy(() => import('./AppealForm').then((part) => ({ default: part.AppealForm })));
const ForwardForm = lazy(() => import('./ForwardForm').then((part) => ({ default: part.ForwardForm })));
const OutcomeForm = lazy(() => import('./OutcomeForm').then((part) => ({ default: part.OutcomeForm })));

/** Appeals against a decision, whether each came in time, and what the board decided. */
export function Appeals({ found, one }: { found: CaseOut; one: DecisionOut }) {
  const { t } = useTranslation('cases');
  const [open, setOpen] = useState<'appeal' | 'outcome' | null>(null);
  const may = one.allowedActions.includes('case.write-decision') && one.state === 'SIGNED' && found.phase !== 'CLOSED';
  const waiting = one.appeals.some((appeal) => appeal.outcome === null);
  const close = () => setOpen(null);
  if (!one.appealPossible) return <Text mt="sm">{t('appeal.none')}</Text>;
  return (
    <section aria-label={t('appeal.title')}>
      <Text fw={600} mt="sm">
        {t('appeal.title')}
      </Text>
      {one.appeals.length === 0 && <Text>{t('appeal.empty')}</Text>}
      <List>
        {one.appeals.map((appeal) => (
          <List.Item key={appeal.id}>
            <Line appeal={appeal} />
            {may && appeal.inTime && appeal.outcome === null && appeal.forwardedOn === null && <Forward found={found} one={one} appeal={appeal} />}
          </List.Item>
        ))}
      </List>
      <ClosedFirst found={found} one={one} />
      <Suspense fallback={null}>
        {open === 'appeal' && <AppealForm found={found} one={one} onDone={close} />}
        {open === 'outcome' && <OutcomeForm found={found} one={one} onDone={close} />}
      </Suspense>
      {may && open === null && (
        <>
          {waiting && (
            <Button size="sm" mt="xs" mr="xs" onClick={() => setOpen('outcome')}>
              {t('appeal.outcome')}
            </Button>
          )}
          <Button size="sm" variant="default" mt="xs" onClick={() => setOpen('appeal')}>
            {t('appeal.add')}
          </Button>
        </>
      )}
    </section>
  );
}

/** The law wants it handed over without delay (46 § förvaltningslagen). */
function Forward({ found, one, appeal }: { found: CaseOut; one: DecisionOut; appeal: AppealOut }) {
  const { t } = useTranslation('cases');
  const [open, setOpen] = useState(false);
  if (open) {
    return (
      <Suspense fallback={null}>
        <ForwardForm found={found} one={one} appeal={appeal} onDone={() => setOpen(false)} />
      </Suspense>
    );
  }
  return (
    <div>
      <Button size="compact-sm" variant="default" mt={4} onClick={() => setOpen(true)}>
        {t('appeal.forward')}
      </Button>
    </div>
  );
}

/** Where the case has been closed meanwhile. */
function ClosedFirst({ found, one }: { found: CaseOut; one: DecisionOut }) {
  const { t } = useTranslation('cases');
  return one.state === 'SIGNED' && found.allowedActions.includes('case.reopen') ? <Text>{t('appeal.closed')}</Text> : null;
}

function Line({ appeal }: { appeal: AppealOut }) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  const came = t('appeal.came', { who: appeal.appellant, day: format.day(appeal.receivedOn) });
  const time = t(appeal.inTime ? 'appeal.inTime' : 'appeal.late');
  const answer = appeal.outcome && appeal.outcomeOn ? t('appeal.answered', { outcome: t(`appealOutcome.${appeal.outcome}`), day: format.day(appeal.outcomeOn) }) : null;
  const forwarded = appeal.forwardedOn && t('appeal.forwarded', { day: format.day(appeal.forwardedOn) });
  const waits = appeal.inTime && !appeal.outcome && !appeal.forwardedOn && t('appeal.waits');
  return (
    <>
      <span>{[came, time, forwarded, answer, waits].filter(Boolean).join(' ')}</span>
      {appeal.wants && <Text className={css.words}>{appeal.wants}</Text>}
      {appeal.outcomeText && <Text className={css.words}>{appeal.outcomeText}</Text>}
    </>
  );
}
