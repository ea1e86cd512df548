import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { MeetingSeriesOut, PageMeetingSeriesOut } from '@/shared/api/generated';
import { listMeetingSeriesOptions, readMeetingRateOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { useFormat } from '@/shared/lib/format';
import { Pager } from '@/shared/ui/Pager';
import { PageHeader } from '@/shared/ui/PageHeader';
import { QueryState } from '@/shared/ui/QueryState';
import { EmptyState } from '@/shared/ui/states';
import css from './meetings.module.css';
import { MeetingTabs } from './MeetingTabs';

const route = getRouteApi('/shell/moten/serier');

/** Meetings that come back, and for each team whether they take place. */
export function SeriesPage() {
  const { t } = useTranslation('meetings');
  const { sida } = route.useSearch();
  const query = useQuery(listMeetingSeriesOptions({ query: { page: sida ?? 1 } }));
  return (
    <>
      <PageHeader title={t('series.title')} lead={t('series.lead')} />
      <MeetingTabs here="serier" />
      <QueryState query={query}>{(page) => <All page={page} />}</QueryState>
    </>
  );
}

function All({ page }: { page: PageMeetingSeriesOut }) {
  const { t } = useTranslation('meetings');
  const navigate = useNavigate();
  if (page.items.length === 0) {
    return (
      <EmptyState
        title={t('series.emptyTitle')}
        text={t('series.emptyText')}
        example={t('series.emptyExample')}
        action={<Link to="/moten/nytt">{t('new')}</Link>}
      />
    );
  }
  return (
    <>
      <ul className={css.lines}>
        {page.items.map((series) => (
          <One key={series.id} series={series} />
        ))}
      </ul>
      <Pager page={page} onPage={(sida) => void navigate({ to: '/moten/serier', search: { sida: sida > 1 ? sida : undefined } })} />
    </>
  );
}

type Weekday = '1' | '2' | '3' | '4' | '5';

function One({ series }: { series: MeetingSeriesOut }) {
  const { t } = useTranslation('meetings');
  const format = useFormat();
  const weekday = t(`weekday.${String(series.weekday) as Weekday}`);
  const when = t('series.day', { weekday, starts: series.starts.replace(':', '.'), minutes: series.minutes });
  const period = t('series.period', { from: format.day(series.firstOn), to: format.day(series.lastOn) });
  return (
    <li className={css.adder}>
      <h2>{series.title}</h2>
      <p>{`${when}, ${t('series.every', { count: series.intervalWeeks })}`}</p>
      <p className={css.muted}>{`${period} · ${t('series.count', { count: series.meetingCount })}`}</p>
      <Rate teamId={series.team.id} />
    </li>
  );
}

function Rate({ teamId }: { teamId: string }) {
  const { t } = useTranslation('meetings');
  const rate = useQuery(readMeetingRateOptions({ path: { teamId } })).data;
  if (!rate) return null;
  if (rate.planned === 0) return <p className={css.muted}>{t('series.noRate')}</p>;
  const reasons = rate.reasons.map((r) => `${t(`reason.${r.reason}`).toLowerCase()} ${r.count}`).join(', ');
  return (
    <p>
      {t('series.rate', { held: rate.held, planned: rate.planned })}
      {reasons && <span className={css.muted}>{` · ${t('series.why', { reasons })}`}</span>}
    </p>
  );
}
