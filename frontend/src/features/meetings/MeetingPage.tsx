import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { MeetingOut } from '@/shared/api/generated';
import { readMeetingOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { useFormat } from '@/shared/lib/format';
import { PageHeader } from '@/shared/ui/PageHeader';
import { QueryState } from '@/shared/ui/QueryState';
import { StatusBadge } from '@/shared/ui/StatusBadge';
import { Agenda } from './Agenda';
import css from './meetings.module.css';
import { MeetingActions } from './MeetingActions';
import { MeetingNews } from './MeetingNews';
import { Minutes } from './Minutes';
import { People } from './People';
import { dayOf } from '@/shared/lib/times';
import { Todos } from './Todos';
import { toneOf } from './tones';

const route = getRouteApi('/shell/moten/$meetingId');
const written = ['IN_PROGRESS', 'HELD', 'MINUTES_DRAFT', 'MINUTES_APPROVED'];

/** One meeting: planned beforehand, read afterwards. */
export function MeetingPage() {
  const { t } = useTranslation('meetings');
  const { meetingId } = route.useParams();
  const query = useQuery(readMeetingOptions({ path: { meetingId } }));
  return (
    <>
      <Link to="/moten" className="no-print">{t('meeting.back')}</Link>
      <QueryState query={query}>{(meeting) => <Meeting meeting={meeting} />}</QueryState>
    </>
  );
}

function Meeting({ meeting }: { meeting: MeetingOut }) {
  return (
    <>
      <PageHeader title={meeting.title} lead={<Facts meeting={meeting} />} action={<MeetingActions meeting={meeting} />} />
      <Stack gap="lg">
        <MeetingNews meeting={meeting} />
        <div className={css.columns}>
          <Agenda meeting={meeting} />
          <Stack gap="lg">
            <People meeting={meeting} />
            {written.includes(meeting.state) && <Todos meeting={meeting} />}
          </Stack>
        </div>
        {written.includes(meeting.state) && <Minutes meetingId={meeting.id} />}
      </Stack>
    </>
  );
}

function Facts({ meeting }: { meeting: MeetingOut }) {
  const { t } = useTranslation('meetings');
  const format = useFormat();
  return (
    <div className={css.facts}>
      <span>{`${format.day(dayOf(meeting.startsAt))} ${format.time(meeting.startsAt)}–${format.time(meeting.endsAt)}`}</span>
      {meeting.place && <span>{meeting.place}</span>}
      {meeting.videoLink && <a href={meeting.videoLink} rel="noreferrer noopener" target="_blank">{t('meeting.video')}</a>}
      <StatusBadge tone={toneOf(meeting.state)}>{t(`state.${meeting.state}`)}</StatusBadge>
      {meeting.seriesId && <Link to="/moten/serier">{t('meeting.series')}</Link>}
    </div>
  );
}
