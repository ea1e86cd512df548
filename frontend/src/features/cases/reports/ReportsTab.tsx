import { Button, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createCaseReport, type CaseOut, type ReportKind, type ReportOut } from '@/shared/api/generated';
import { listCaseReportsOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { today } from '@/shared/lib/days';
import { useFormat } from '@/shared/lib/format';
import { ConfirmAction } from '@/shared/ui/ConfirmAction';
import { notifyDone } from '@/shared/ui/notify';
import { QueryState } from '@/shared/ui/QueryState';
import { EmptyState } from '@/shared/ui/states';
import { StatusBadge } from '@/shared/ui/StatusBadge';
import css from '../cases.module.css';
import { useCaseWrite } from '../useCaseWrite';
import { CorrectionForm } from './CorrectionForm';
import { FeedbackForm } from './FeedbackForm';
import { RecordForm } from './RecordForm';

const upward: readonly ReportKind[] = ['ORGANISER_6_10', 'ORGANISER_ABSENCE'];

/** That reports were sent, when and by whom; what they said is kept where they were sent. */
export function ReportsTab({ found }: { found: CaseOut }) {
  const { t } = useTranslation('cases');
  const [recording, setRecording] = useState(false);
  const query = useQuery(listCaseReportsOptions({ path: { caseId: found.id } }));
  return (
    <QueryState query={query}>
      {(data) => {
        const outward = data.kinds.filter((kind) => !upward.includes(kind));
        const actions = !recording && (
          <Group mb="md">
            {data.kinds
              .filter((kind) => upward.includes(kind))
              .map((kind) => (
                <ToOrganiser key={kind} found={found} kind={kind} />
              ))}
            <Button variant="default" onClick={() => setRecording(true)}>
              {t('reports.record')}
            </Button>
          </Group>
        );
        return (
          <>
            {data.items.length === 0 && !recording ? (
              <EmptyState title={t('reports.empty')} text={t('reports.emptyText')} example={t('reports.emptyExample')} action={actions} />
            ) : (
              actions
            )}
            {recording && <RecordForm found={found} kinds={outward} onDone={() => setRecording(false)} />}
            {data.items.map((report) => (
              <Report key={report.id} report={report} found={found} />
            ))}
          </>
        );
      }}
    </QueryState>
  );
}

/** The report itself: at the server's time, which nobody can set (C10). */
function ToOrganiser({ found, kind }: { found: CaseOut; kind: ReportKind }) {
  const { t } = useTranslation('cases');
  const changed = useCaseWrite(found.id);
  const absence = kind === 'ORGANISER_ABSENCE';
  const send = async (about: string) => {
    await createCaseReport({ path: { caseId: found.id }, body: { kind, about: about || null }, throwOnError: true });
    await changed();
    notifyDone(t('reports.toldOrganiser'));
  };
  return (
    <ConfirmAction
      label={t('reports.tellOrganiser')}
      title={t(`reportKind.${kind}`)}
      consequence={t(absence ? 'reports.tellAbsence' : 'reports.tellConsequence')}
      {...(absence && { asks: { label: t('reports.tellAbout'), hint: t('reports.tellAboutHint') } })}
      confirmLabel={t('reports.tellOrganiser')}
      duty
      onConfirm={send}
      buttonProps={{ variant: 'filled' }}
    />
  );
}

function Report({ report, found }: { report: ReportOut; found: CaseOut }) {
  const { t } = useTranslation('cases');
  return (
    <article className={css.item}>
      <div className={css.noteHead}>
        <strong>{t(`reportKind.${report.kind}`)}</strong>
        <FeedbackState report={report} />
      </div>
      <Facts report={report} />
      {found.allowedActions.includes('case.report') && <Later report={report} found={found} />}
    </article>
  );
}

function Facts({ report }: { report: ReportOut }) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  return (
    <>
      <Text>{t('reports.sent', { at: format.instant(report.sentAt), who: report.sentBy.name, how: t(`reportChannel.${report.channel}`) })}</Text>
      {report.sentAt !== report.recordedAt && <Text className={css.by}>{t('reports.recordedAt', { at: format.instant(report.recordedAt) })}</Text>}
      {report.receiver && <Text>{t('reports.toWhom', { who: report.receiver })}</Text>}
      {report.receipt && <Text>{t('reports.receiptIs', { number: report.receipt })}</Text>}
      {report.about && <Text className={css.words}>{t('reports.aboutWhom', { who: report.about })}</Text>}
    </>
  );
}

/** What the authority answered, and what was wrong: also when the case has been closed. */
function Later({ report, found }: { report: ReportOut; found: CaseOut }) {
  const { t } = useTranslation('cases');
  const [open, setOpen] = useState<'feedback' | 'correction' | null>(null);
  const asks = report.kind === 'SOCIAL_SERVICES' && (report.feedback === null || report.feedback === 'UNKNOWN');
  const done = () => setOpen(null);
  if (open === 'feedback') return <FeedbackForm found={found} report={report} onDone={done} />;
  if (open === 'correction') return <CorrectionForm found={found} report={report} fixed={upward.includes(report.kind)} onDone={done} />;
  return (
    <Group mt="xs" gap="xs">
      {asks && (
        <Button size="sm" variant="default" onClick={() => setOpen('feedback')}>
          {t('reports.feedback')}
        </Button>
      )}
      {report.allowedActions.includes('case.correct-report') && (
        <Button size="sm" variant="default" onClick={() => setOpen('correction')}>
          {t('reports.correct')}
        </Button>
      )}
    </Group>
  );
}

function FeedbackState({ report }: { report: ReportOut }) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  if (report.feedback && report.feedbackOn) {
    return <StatusBadge tone={report.feedback === 'UNKNOWN' ? 'waiting' : 'done'}>{t(`reportFeedback.${report.feedback}`, { day: format.shortDay(report.feedbackOn) })}</StatusBadge>;
  }
  if (report.feedbackDueOn === null) return null;
  const day = format.shortDay(report.feedbackDueOn);
  return report.feedbackDueOn < today() ? <StatusBadge tone="late">{t('reports.askNow', { day })}</StatusBadge> : <StatusBadge tone="waiting">{t('reports.askBy', { day })}</StatusBadge>;
}
