import { useTranslation } from 'react-i18next';
import { Link } from '@tanstack/react-router';
import type { MeetingOut } from '@/shared/api/generated';
import { addDays, today } from '@/shared/lib/days';
import { useFormat } from '@/shared/lib/format';
import { StatusBadge } from '@/shared/ui/StatusBadge';
import { EmptyState } from '@/shared/ui/states';
import css from './meetings.module.css';
import { dayOf } from '@/shared/lib/times';
import { toneOf } from './tones';

const WORKDAYS = 5;

/** Monday to Friday side by side, under each other on a phone; a weekend only where something happens on it. */
export function WeekView({ monday, meetings }: { monday: string; meetings: readonly MeetingOut[] }) {
  const { t } = useTranslation('meetings');
  if (meetings.length === 0) return <EmptyState title={t('empty.weekTitle')} text={t('empty.text')} example={t('empty.example')} />;
  const days = Array.from({ length: 7 }, (_, n) => addDays(monday, n));
  const shown = days.filter((day, n) => n < WORKDAYS || meetings.some((m) => dayOf(m.startsAt) === day));
  return (
    <div className={css.week}>
      {shown.map((day) => (
        <Day key={day} day={day} meetings={meetings.filter((m) => dayOf(m.startsAt) === day)} />
      ))}
    </div>
  );
}

function Day({ day, meetings }: { day: string; meetings: MeetingOut[] }) {
  const { t } = useTranslation('meetings');
  const format = useFormat();
  return (
    <section className={css.day} data-today={day === today() || undefined} aria-labelledby={`day-${day}`}>
      <h2 id={`day-${day}`}>{format.shortDay(day)}</h2>
      {meetings.length === 0 ? (
        <span className={css.muted}>{t('week.none')}</span>
      ) : (
        <ul className={css.cards}>
          {meetings.map((meeting) => (
            <Card key={meeting.id} meeting={meeting} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Card({ meeting }: { meeting: MeetingOut }) {
  const { t } = useTranslation('meetings');
  const format = useFormat();
  const off = meeting.state === 'CANCELLED' || meeting.state === 'RESCHEDULED';
  return (
    <li className={css.card} data-off={off || undefined}>
      <span className={css.time}>{`${format.time(meeting.startsAt)}–${format.time(meeting.endsAt)}`}</span>
      <Link to="/moten/$meetingId" params={{ meetingId: meeting.id }}>{meeting.title}</Link>
      {meeting.place && <span className={css.time}>{meeting.place}</span>}
      {meeting.state !== 'PLANNED' && <StatusBadge tone={toneOf(meeting.state)}>{t(`state.${meeting.state}`)}</StatusBadge>}
    </li>
  );
}
