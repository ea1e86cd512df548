import { Button, Checkbox } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { listMeetingTeamsOptions, listMeetingsOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { addDays, today } from '@/shared/lib/days';
import { useFormat } from '@/shared/lib/format';
import { PageHeader } from '@/shared/ui/PageHeader';
import { QueryState } from '@/shared/ui/QueryState';
import { MeetingList } from './MeetingList';
import css from './meetings.module.css';
import { MeetingTabs } from './MeetingTabs';
import { currentMonday, mondayOf } from '@/shared/lib/times';
import { WeekView } from './WeekView';

const route = getRouteApi('/shell/moten');
const MOST = 100;

/** The meetings of a week, those ahead, or those that have been. */
export function MeetingsPage() {
  const { t } = useTranslation('meetings');
  const { visa } = route.useSearch();
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} action={<NewMeeting />} />
      <MeetingTabs here={visa ?? 'vecka'} />
      {visa ? <Listed past={visa === 'tidigare'} /> : <Week />}
    </>
  );
}

/** Only for those who plan meetings of some team. */
function NewMeeting() {
  const { t } = useTranslation('meetings');
  const teams = useQuery(listMeetingTeamsOptions({ query: { limit: 1 } }));
  if (!teams.data?.items.length) return null;
  return <Button renderRoot={(props) => <Link to="/moten/nytt" {...props} />}>{t('new')}</Button>;
}

function Mine() {
  const { t } = useTranslation('meetings');
  const { visa, vecka, mina } = route.useSearch();
  const navigate = useNavigate();
  return (
    <Checkbox
      label={t('mine')}
      checked={mina ?? false}
      onChange={(e) => void navigate({ to: '/moten', search: { visa, vecka, mina: e.currentTarget.checked || undefined } })}
    />
  );
}

function Week() {
  const { t } = useTranslation('meetings');
  const format = useFormat();
  const { vecka, mina } = route.useSearch();
  const monday = vecka ? mondayOf(vecka) : currentMonday(today());
  const sunday = addDays(monday, 6);
  const query = useQuery({
    ...listMeetingsOptions({ query: { from: monday, to: sunday, mine: mina ?? false, limit: MOST } }),
    placeholderData: keepPreviousData,
  });
  const to = (day: string) => ({ mina, vecka: currentMonday(today()) === day ? undefined : day });
  return (
    <>
      <div className={css.bar}>
        <strong aria-live="polite">
          {t('week.heading', { week: format.week(monday), from: format.shortDay(monday), to: format.shortDay(addDays(monday, 4)) })}
        </strong>
        <nav className={`${css.facts} no-print`} aria-label={t('views.week')}>
          <Link to="/moten" search={to(addDays(monday, -7))}>{t('week.previous')}</Link>
          <Link to="/moten" search={{ mina }}>{t('week.current')}</Link>
          <Link to="/moten" search={to(addDays(monday, 7))}>{t('week.next')}</Link>
        </nav>
        <Mine />
      </div>
      <QueryState query={query}>{(page) => <WeekView monday={monday} meetings={page.items} />}</QueryState>
    </>
  );
}

function Listed({ past }: { past: boolean }) {
  const { sida, ...search } = route.useSearch();
  const days = past ? { to: addDays(today(), -1), sort: '-startsAt' } : { from: today(), sort: 'startsAt' };
  const query = useQuery({
    ...listMeetingsOptions({ query: { ...days, mine: search.mina ?? false, page: sida ?? 1, limit: 20 } }),
    placeholderData: keepPreviousData,
  });
  const navigate = useNavigate();
  const turn = (page: number) => void navigate({ to: '/moten', search: { ...search, sida: page > 1 ? page : undefined } });
  return (
    <>
      <div className={css.bar}>
        <Mine />
      </div>
      <QueryState query={query}>
        {(page) => <MeetingList page={page} past={past} onPage={turn} />}
      </QueryState>
    </>
  );
}
