import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { MeasureDecisionOut, MeasureOut, MeasureProposalOut, Outcome } from '@/shared/api/generated';
import { listProfessionsOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { useFormat } from '@/shared/lib/format';
import css from './measures.module.css';

/** Since when, until when and who answers for it; who proposed it and why it was decided. */
export function MeasureFacts({ measure, showScope }: { measure: MeasureOut; showScope: boolean }) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  const { proposal, decision, responsible, evaluator } = measure;
  const since = t(measure.state === 'PROPOSED' ? 'measure.planned' : 'measure.since', { day: format.shortDay(measure.startOn), who: responsible.name, next: format.shortDay(measure.followUpOn) });
  const more = [
    showScope && t(`scope.${measure.scope}`),
    measure.endOn && t('measure.until', { day: format.shortDay(measure.endOn) }),
    evaluator.id !== responsible.id && t('measure.evaluates', { name: evaluator.name }),
  ].filter(Boolean);
  return (
    <>
      <p className={css.facts}>{[since, ...more].join(' · ')}</p>
      {proposal && <Proposal proposal={proposal} />}
      {decision && <Decision decision={decision} outcome={outcomeOf(measure)} />}
    </>
  );
}

function outcomeOf({ state }: MeasureOut): Outcome {
  return state === 'REJECTED' || state === 'PARTLY' ? state : 'APPROVED';
}

function Proposal({ proposal }: { proposal: MeasureProposalOut }) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  const profession = useProfession(proposal.profession);
  const by = { name: proposal.by.name, profession, day: format.shortDay(proposal.on) };
  return <p className={css.facts}>{t(profession ? 'measure.proposedBy' : 'measure.proposedByPlain', by)}</p>;
}

function Decision({ decision, outcome }: { decision: MeasureDecisionOut; outcome: Outcome }) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  const { by, on, motivation } = decision;
  if (!motivation || !on) return null;
  return <p className={css.facts}>{t('measure.decidedBy', { decision: t(`outcome.${outcome}`), name: by.name, day: format.shortDay(on), motivation })}</p>;
}

/** What a profession is called at this organiser; empty until that is known. */
function useProfession(code: string | null): string {
  const { i18n } = useTranslation();
  const { data } = useQuery({ ...listProfessionsOptions({ query: { limit: 100 } }), enabled: code !== null });
  const found = data?.items.find((one) => one.code === code);
  if (!found) return '';
  return i18n.language === 'en' ? found.nameEn : found.nameSv;
}
