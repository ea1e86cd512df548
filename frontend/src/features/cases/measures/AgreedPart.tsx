import { Button, Text } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deleteAgreedLine, type CaseOut, type MeasureOut } from '@/shared/api/generated';
import { useFormat } from '@/shared/lib/format';
import { ConfirmAction } from '@/shared/ui/ConfirmAction';
import { notifyDone } from '@/shared/ui/notify';
import { useCaseWrite } from '../useCaseWrite';
import css from './measures.module.css';

const AgreedForm = lazy(() => import('./AgreedForm').then((part) => ({ default: part.AgreedForm })));

/** Så gör vi: the line that those who teach see, what they answer, and the buttons of whoever decides. */
export function AgreedPart({ found, measure }: { found: CaseOut; measure: MeasureOut }) {
  const { t } = useTranslation(['cases', 'common']);
  const [sharing, setSharing] = useState(false);
  const may = mayShare(found, measure);
  const { agreedLine: line, observations } = measure;
  if (!may && !line && observations.length === 0) return null;
  return (
    <div className={css.days}>
      <strong>{t('agreed.title')}</strong>
      {line ? <Shared line={line} /> : <div>{t('agreed.none')}</div>}
      <Answers measure={measure} />
      {may && !sharing && <Buttons found={found} measure={measure} onShare={() => setSharing(true)} />}
      <Suspense>{sharing && <AgreedForm found={found} measure={measure} onDone={() => setSharing(false)} />}</Suspense>
    </div>
  );
}

function mayShare(found: CaseOut, { state }: MeasureOut): boolean {
  const underWay = state === 'APPROVED' || state === 'PARTLY';
  return underWay && found.subject === 'STUDENT' && found.allowedActions.includes('case.decide-measure');
}

function Buttons({ found, measure, onShare }: { found: CaseOut; measure: MeasureOut; onShare: () => void }) {
  const { t } = useTranslation('cases');
  return (
    <div className={`${css.buttons} no-print`}>
      <Button size="compact-sm" variant="default" onClick={onShare}>
        {t(measure.agreedLine ? 'agreed.change' : 'agreed.share')}
      </Button>
      {measure.agreedLine && <Stop found={found} measure={measure} />}
    </div>
  );
}

function Shared({ line }: { line: NonNullable<MeasureOut['agreedLine']> }) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  const days = { since: format.shortDay(line.sharedFrom), until: format.shortDay(line.sharedUntil), name: line.ask.name };
  return (
    <>
      <Text>{line.line}</Text>
      <p className={css.facts}>{t('agreed.facts', days)}</p>
    </>
  );
}

function Answers({ measure }: { measure: MeasureOut }) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const answers = measure.observations;
  if (answers.length === 0) return null;
  const works = answers.filter((one) => one.works).length;
  return (
    <>
      <div>{t('agreed.count', { works, not: answers.length - works })}</div>
      <Button className="no-print" size="compact-sm" variant="subtle" aria-expanded={open} onClick={() => setOpen((o) => !o)}>
        {t('agreed.answers', { count: answers.length })}
      </Button>
      {open && (
        <ul className={css.dayList}>
          {answers.map((one) => (
            <li key={one.id}>{[`${format.shortDay(one.day)}: ${t(one.works ? 'agreed.works' : 'agreed.worksNot')}`, one.by.name, one.note, one.journalReason && t('agreed.journalReason', { text: one.journalReason })].filter(Boolean).join(' · ')}</li>
          ))}
        </ul>
      )}
    </>
  );
}

function Stop({ found, measure }: { found: CaseOut; measure: MeasureOut }) {
  const { t } = useTranslation('cases');
  const changed = useCaseWrite(found.id);
  const stop = async () => {
    await deleteAgreedLine({ path: { caseId: found.id, measureId: measure.id }, throwOnError: true });
    await changed();
    notifyDone(t('agreed.stopped'));
  };
  return (
    <ConfirmAction
      label={t('agreed.stop')}
      title={t('agreed.stopTitle')}
      consequence={t('agreed.stopText')}
      confirmLabel={t('agreed.stop')}
      onConfirm={stop}
      buttonProps={{ size: 'compact-sm' }}
    />
  );
}
