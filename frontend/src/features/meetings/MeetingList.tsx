import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { MeetingOut, PageMeetingOut } from '@/shared/api/generated';
import { useFormat } from '@/shared/lib/format';
import { Pager } from '@/shared/ui/Pager';
import { StatusBadge } from '@/shared/ui/StatusBadge';
import { EmptyState } from '@/shared/ui/states';
import css from './meetings.module.css';
import { dayOf } from '@/shared/lib/times';
import { toneOf } from './tones';

/** One line a meeting, in the order of the API. */
export function MeetingList({ page, past, onPage }: { page: PageMeetingOut; past: boolean; onPage: (page: number) => void }) {
  const { t } = useTranslation('meetings');
  if (page.items.length === 0) {
    return <EmptyState title={t(past ? 'empty.pastTitle' : 'empty.upcomingTitle')} text={t('empty.text')} example={t('empty.example')} />;
  }
  return (
    <>
      <ul className={css.lines}>
        {page.items.map((meeting) => (
          <Line key={meeting.id} meeting={meeting} />
        ))}
      </ul>
      <Pager page={page} onPage={onPage} />
    </>
  );
}

function Line({ meeting }: { meeting: MeetingOut }) {
  const { t } = useTranslation('meetings');
  const format = useFormat();
  return (
    <li className={css.line}>
      <span className={css.time}>
        {`${format.shortDay(dayOf(meeting.startsAt))} ${format.time(meeting.startsAt)}–${format.time(meeting.endsAt)}`}
      </span>
      <Link to="/moten/$meetingId" params={{ meetingId: meeting.id }}>{meeting.title}</Link>
      <StatusBadge tone={toneOf(meeting.state)}>{t(`state.${meeting.state}`)}</StatusBadge>
    </li>
  );
}
