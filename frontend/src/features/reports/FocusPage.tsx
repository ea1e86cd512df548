import { Anchor, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { readFocusOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import type { FocusCardOut, FocusOut, WeekItemOut } from '@/shared/api/generated';
import { today } from '@/shared/lib/days';
import { useFormat } from '@/shared/lib/format';
import { dayOf } from '@/shared/lib/times';
import { PageHeader } from '@/shared/ui/PageHeader';
import { QueryState } from '@/shared/ui/QueryState';
import { EmptyState } from '@/shared/ui/states';
import css from './FocusPage.module.css';

/** The start page: what, why and the next step; then the week's meetings; then one line of good news. */
export function FocusPage() {
  const { t } = useTranslation('reports');
  const query = useQuery(readFocusOptions());
  const lead = query.data && t('week', { week: query.data.week });
  return (
    <>
      <PageHeader title={t('title')} lead={lead} />
      <QueryState query={query}>{(focus) => <Focus focus={focus} />}</QueryState>
    </>
  );
}

function Focus({ focus }: { focus: FocusOut }) {
  const { t } = useTranslation('reports');
  return (
    <Stack gap="xl">
      {focus.cards.length === 0 ? (
        <EmptyState title={t('calm')} text={t('calmText')} example={t('calmExample')} />
      ) : (
        <section aria-labelledby="focus-cards">
          <Title order={2} id="focus-cards" mb="sm">
            {t('cards')}
          </Title>
          <ul className={css.cards}>
            {focus.cards.map((card) => (
              <Card key={`${card.code}${card.path}${card.what}`} card={card} />
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="focus-meetings">
        <Title order={2} id="focus-meetings" mb="xs">
          {t('meetings')}
        </Title>
        {focus.meetings.length === 0 ? (
          <Text c="dimmed">{t('noMeetings')}</Text>
        ) : (
          <ul className={css.meetings}>
            {focus.meetings.map((meeting) => (
              <Meeting key={meeting.id} meeting={meeting} />
            ))}
          </ul>
        )}
      </section>
      {focus.goodNews && (
        <section aria-label={t('good')} className={css.good}>
          <Text>{focus.goodNews}</Text>
        </section>
      )}
    </Stack>
  );
}

/** An address of ours as the router takes it: what stands after the question mark apart. The type of the search is that of no
 * route in particular; each route reads its own. */
function linkTo(address: string) {
  const [path, asked] = address.split('?');
  return { to: path as '/', search: Object.fromEntries(new URLSearchParams(asked)) as never };
}

function Card({ card }: { card: FocusCardOut }) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  return (
    <li className={css.card}>
      <div>
        <Title order={3} size="h4">
          {card.what}
        </Title>
        <p className={css.why}>
          {card.why}
          {card.due && ` ${t(card.due < today() ? 'wasDue' : 'due', { day: format.shortDay(card.due) })}.`}
        </p>
      </div>
      <Link {...linkTo(card.path)} className={css.action}>
        {card.action}
      </Link>
    </li>
  );
}

function Meeting({ meeting }: { meeting: WeekItemOut }) {
  const format = useFormat();
  const day = format.shortDay(dayOf(meeting.startsAt));
  return (
    <li className={css.meeting}>
      <span className={css.time}>
        <time dateTime={meeting.startsAt}>{`${day} ${format.time(meeting.startsAt)}–${format.time(meeting.endsAt)}`}</time>
      </span>
      <Anchor component={Link} {...linkTo(meeting.path)}>
        {meeting.title}
      </Anchor>
    </li>
  );
}
