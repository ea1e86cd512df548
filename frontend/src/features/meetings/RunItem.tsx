import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AgendaItemOut, MeetingOut } from '@/shared/api/generated';
import { CaseMinutes } from './CaseMinutes';
import { MinutesEditor } from './MinutesEditor';
import { useMinutes } from './parts';
import css from './run.module.css';

/** The item that is up, with the minutes that belong to it: here, in the case, or for others to write. */
export function RunItem({ meeting, item, count }: { meeting: MeetingOut; item: AgendaItemOut; count: number }) {
  const { t } = useTranslation('meetings');
  const about = [t('run.current', { position: item.position, count }), t(`kind.${item.kind}`), item.phase && t(`phase.${item.phase}`)];
  return (
    <section className={css.item} aria-labelledby="run-current">
      <Title order={2} id="run-current">{item.label}</Title>
      <p className={css.kind}>{about.filter(Boolean).join(' · ')}</p>
      {item.kind === 'CASE' ? <OnCase meeting={meeting} item={item} /> : <OnItem meeting={meeting} item={item} />}
    </section>
  );
}

function OnCase({ meeting, item }: { meeting: MeetingOut; item: AgendaItemOut }) {
  const { t } = useTranslation('meetings');
  if (!item.case) return <p>{t('run.caseOutside')}</p>;
  return <CaseMinutes meetingId={meeting.id} item={item} caseId={item.case.id} />;
}

function OnItem({ meeting, item }: { meeting: MeetingOut; item: AgendaItemOut }) {
  const { t } = useTranslation('meetings');
  const minutes = useMinutes(meeting.id, meeting.state === 'IN_PROGRESS').data?.items.find((m) => m.itemId === item.id);
  if (!minutes) return null;
  if (minutes.allowedActions.includes('part.change')) return <MinutesEditor meetingId={meeting.id} minutes={minutes} />;
  return <p className={css.bigNotes}>{minutes.text || t('meeting.minutesEmpty')}</p>;
}
