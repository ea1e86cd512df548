import { Alert, Button, Group, List, Text, Textarea, Title } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createCasePhase, type BlockOut, type CaseOut, type TransitionOut } from '@/shared/api/generated';
import { ifMatch } from '@/shared/api/etag';
import { asProblem } from '@/shared/api/problem';
import { notifyDone } from '@/shared/ui/notify';
import { together } from '@/shared/lib/format';
import { SecrecyLine } from '@/shared/ui/SecrecyLine';
import { useJournalReason } from '@/shared/ui/useJournalReason';
import css from './cases.module.css';
import { Closed } from './Closed';
import { GateTab } from './GateTab';
import { StillToRecord } from './reports/StillToRecord';
import { useCaseWrite } from './useCaseWrite';
import { useReaders } from './useReaders';

const ChangeDialog = lazy(() => import('./ChangeDialog').then((part) => ({ default: part.ChangeDialog })));

/** As the server asks for a reason. */
const SHORTEST = 3;

interface Props {
  found: CaseOut;
  onTab: (tab: string | null) => void;
}

/** Where the case can go now, and what is in the way, with its paragraph and a button each. */
export function NextStep({ found, onTab }: Props) {
  const { t } = useTranslation('cases');
  if (found.phase === 'CLOSED') return <Closed found={found} />;
  const may = found.allowedActions.includes('case.move');
  return (
    <section className={`${css.panel} ${css.next}`} aria-labelledby="next-step">
      <Title order={2} size="h3" id="next-step">
        {t('case.next')}
      </Title>
      {(found.phase === 'DECISION' || found.phase === 'APPEALED') && (
        <>
          <Text>{t(found.phase === 'DECISION' ? 'case.awaitsDecision' : 'case.awaitsBoard')}</Text>
          <Button size="sm" variant="light" mt="xs" onClick={() => onTab('beslut')}>
            {t('case.toDecisions')}
          </Button>
        </>
      )}
      {found.phase !== 'DECISION' && found.phase !== 'APPEALED' && found.transitions.length === 0 && <StillToRecord found={found} onTab={onTab} />}
      {found.transitions.map((transition) => (
        <Transition key={transition.phase} found={found} transition={transition} may={may} onTab={onTab} />
      ))}
    </section>
  );
}

function Transition({ found, transition, may, onTab }: Props & { transition: TransitionOut; may: boolean }) {
  const { t } = useTranslation('cases');
  const changed = useCaseWrite(found.id);
  const journal = useJournalReason();
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const phase = t(`phase.${transition.phase}`);
  const warned = transition.warnings.length > 0;
  const move = async () => {
    setAsked(true);
    if (warned && reason.trim().length < SHORTEST) return;
    setPending(true);
    setRefusal(null);
    try {
      const body = { phase: transition.phase, reason: warned ? reason : null };
      const { data } = await journal.guarded((journalReason) => createCasePhase({ path: { caseId: found.id }, headers: ifMatch(found), body: { ...body, journalReason }, throwOnError: true }));
      await changed(data);
      notifyDone(t('case.moved', { phase }));
    } catch (error) {
      setRefusal(asProblem(error).detail);
    } finally {
      setPending(false);
    }
  };
  return (
    <div>
      <Gates found={found} title={t('case.blocked', { phase })} gates={transition.obstacles} onTab={onTab} />
      <Gates found={found} title={t('case.warned', { phase })} gates={transition.warnings} onTab={onTab} />
      <Gates found={found} title={t('case.remember', { phase })} gates={transition.reminders} />
      {refusal && (
        <Alert role="alert" color="tegel" variant="outline" my="xs">
          {refusal}
        </Alert>
      )}
      {may && warned && transition.obstacles.length === 0 && (
        <GoOn found={found} value={reason} onChange={setReason} missing={asked && reason.trim().length < SHORTEST} />
      )}
      {journal.field}
      {may && transition.obstacles.length === 0 && (
        <Button size="sm" variant="light" mt="xs" loading={pending} onClick={() => void move()}>
          {t('case.moveTo', { phase })}
        </Button>
      )}
    </div>
  );
}

/** Why a case goes on past what should have been in place. */
function GoOn({ found, value, onChange, missing }: { found: CaseOut; value: string; onChange: (reason: string) => void; missing: boolean }) {
  const { t } = useTranslation(['cases', 'common']);
  const readers = useReaders(found.id, found.confidentiality);
  return (
    <>
      <Textarea
        label={`${t('case.goOnReason')} ${t('common:form.required')}`}
        description={t('case.goOnHint')}
        autosize
        value={value}
        onChange={(e) => onChange(e.currentTarget.value)}
        error={missing ? t('case.goOnMissing') : undefined}
      />
      <SecrecyLine level={found.confidentiality} readers={readers} />
    </>
  );
}

/** Whoever answers for it, and the day for follow-up, are given in a dialog of the whole case. */
function ToChange({ found }: { found: CaseOut }) {
  const { t } = useTranslation('cases');
  const [open, setOpen] = useState(false);
  return (
    <Group mt={4}>
      <Button size="compact-sm" variant="default" onClick={() => setOpen(true)}>
        {t('case.toFollowUp')}
      </Button>
      <Suspense>{open && <ChangeDialog found={found} onClose={() => setOpen(false)} />}</Suspense>
    </Group>
  );
}

interface GatesProps {
  found: CaseOut;
  title: string;
  gates: readonly BlockOut[];
  onTab?: (tab: string | null) => void;
}

function Gates({ found, title, gates, onTab }: GatesProps) {
  if (gates.length === 0) return null;
  return (
    <>
      <Text mt="xs">{title}</Text>
      <List className={css.gates}>
        {gates.map((gate) => (
          <List.Item key={gate.code}>
            {gate.text} <span className={css.by}>{together(gate.legalBasis)}</span>
            {onTab && <GateTab gate={gate.code} onTab={onTab} />}
            {gate.code === 'C08' && found.allowedActions.includes('case.change') && <ToChange found={found} />}
          </List.Item>
        ))}
      </List>
    </>
  );
}
