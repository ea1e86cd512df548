import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { createMeeting, createMeetingSeries } from '@/shared/api/generated';
import { listMeetingSeriesQueryKey, listMeetingsQueryKey, listMeetingTeamsOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { useSchool } from '@/shared/api/me';
import { notifyDone } from '@/shared/ui/notify';
import { PageHeader } from '@/shared/ui/PageHeader';
import { QueryState } from '@/shared/ui/QueryState';
import { EmptyState } from '@/shared/ui/states';
import { MeetingForm } from './MeetingForm';
import { meetingBody, seriesBody, type MeetingValues } from './meetingForm';

const MOST = 100;

/** Plans one meeting, or a term's meetings at a set pace. */
export function NewMeetingPage() {
  const { t } = useTranslation('meetings');
  const teams = useQuery(listMeetingTeamsOptions({ query: { limit: MOST } }));
  const save = useSave();
  const school = useSchool();
  return (
    <>
      <Link to="/moten">{t('meeting.back')}</Link>
      <PageHeader title={t('form.title')} lead={t('form.lead')} />
      <QueryState query={teams}>
        {(page) =>
          page.items.length === 0 ? (
            <EmptyState title={t('form.noTeamsTitle')} text={t('form.noTeamsText')} />
          ) : (
            <MeetingForm teams={[...page.items].sort((a, b) => Number(b.schoolId === school?.id) - Number(a.schoolId === school?.id))} save={save} />
          )
        }
      </QueryState>
    </>
  );
}

function useSave() {
  const { t } = useTranslation('meetings');
  const navigate = useNavigate();
  const client = useQueryClient();
  return async (values: MeetingValues) => {
    if (!values.repeats) {
      const { data } = await createMeeting({ body: meetingBody(values), throwOnError: true });
      await client.invalidateQueries({ queryKey: listMeetingsQueryKey() });
      return navigate({ to: '/moten/$meetingId', params: { meetingId: data.id } });
    }
    const { data } = await createMeetingSeries({ body: seriesBody(values), throwOnError: true });
    await client.invalidateQueries({ queryKey: listMeetingsQueryKey() });
    await client.invalidateQueries({ queryKey: listMeetingSeriesQueryKey() });
    notifyDone(t('form.seriesDone', { count: data.meetingCount }));
    return navigate({ to: '/moten/serier' });
  };
}
