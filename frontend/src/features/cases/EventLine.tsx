import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AppealOutcome, AssessmentKind, CasePhase, ClockEvent, ClosureReason, Conclusion, DecisionKind, DisclosureBasis, EventOut, MeasureEffect, Outcome, RecipientKind, ReportFeedback, ReportKind } from '@/shared/api/generated';
import { useFormat } from '@/shared/lib/format';
import css from './cases.module.css';
import { toldTo } from './toldTo';

/** What a case may go on past, with a reason. */
const gates = ['C07_SUPPORT', 'C18', 'SUPPORT_PROMPT', 'NO_STUDENT_NAMES'] as const;

/** What happened, in words made from its codes. */
export function EventLine({ event }: { event: EventOut }) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  const codes = Object.fromEntries(Object.entries(event.data).map(([name, code]) => [name, code ?? '']));
  const say = (code: string | undefined, words: (known: string) => string) => (code ? words(code) : '');
  const words = {
    ...codes,
    day: say(codes.on || codes.followUpOn, format.shortDay),
    phase: say(codes.phase, (code) => t(`phase.${code as CasePhase}`)),
    reason: say(codes.reason, (code) => t(`closureReason.${code as ClosureReason}`)),
    due: say(codes.due, format.shortDay),
    until: say(codes.until, (code) => t(`clock.${code as ClockEvent}`).toLowerCase()),
    report: say(event.type.startsWith('REPORT_') ? codes.kind : '', (code) => t(`reportKind.${code as ReportKind}`)),
    answered: say(codes.summary, (code) => t(`reports.answer.${code as ReportFeedback}`)),
    to: say(codes.to, (code) => t(`told.${toldTo(code)}`)),
    signed: event.type === 'DECISION_SIGNED' ? say(codes.kind, (code) => t(`decisionKind.${code as DecisionKind}`)) : '',
    received: say(codes.receivedOn, format.shortDay),
    outcome: say(codes.outcome, (code) => t(`appealOutcome.${code as AppealOutcome}`)),
    conclusion: say(codes.conclusion, (code) => t(`conclusion.${code as Conclusion}`)),
    recipient: say(codes.recipientKind, (code) => t(`recipientKind.${code as RecipientKind}`).toLowerCase()),
    basis: say(codes.basis, (code) => t(`basis.${code as DisclosureBasis}`)),
    decision: say(codes.decision, (code) => t(`outcome.${code as Outcome}`)),
    assessmentOf: say(codes.assessment, (code) => t(`assessmentKind.${code as AssessmentKind}`)),
    gate: say(codes.gate, (code) => t(`gatePassed.${gates.find((one) => one === code) ?? 'OTHER'}`)),
    effect: say(codes.effect, (code) => t(`effect.${code as MeasureEffect}`)),
  };
  return (
    <div>
      <span>{t(`event.${event.type}`, words)}</span>
      <span className={css.by}>{` · ${event.person?.name ?? t('timeline.system')}`}</span>
      {event.text && <Text className={css.words}>{event.text}</Text>}
    </div>
  );
}
