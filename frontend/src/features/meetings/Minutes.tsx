import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AgendaItemOut } from '@/shared/api/generated';
import { QueryState } from '@/shared/ui/QueryState';
import css from './meetings.module.css';
import { useAgenda, useMinutes } from './parts';

/** What was written, item by item; that of a case stands in the case. */
export function Minutes({ meetingId }: { meetingId: string }) {
  const { t } = useTranslation('meetings');
  const agenda = useAgenda(meetingId);
  const minutes = useMinutes(meetingId);
  const textOf = (item: AgendaItemOut) => minutes.data?.items.find((m) => m.itemId === item.id)?.text.trim() ?? '';
  return (
    <section className={css.section} aria-labelledby="minutes">
      <Title order={2} id="minutes">{t('meeting.minutes')}</Title>
      <QueryState query={agenda}>
        {(page) => (
          <ol className={css.items}>
            {page.items.map((item) => (
              <li key={item.id} className={css.written}>
                <strong>{item.label}</strong>
                <Text item={item} text={textOf(item)} />
              </li>
            ))}
          </ol>
        )}
      </QueryState>
    </section>
  );
}

function Text({ item, text }: { item: AgendaItemOut; text: string }) {
  const { t } = useTranslation('meetings');
  if (item.kind === 'CASE') return <p className={css.muted}>{t(item.case ? 'meeting.inCase' : 'meeting.inCaseHidden')}</p>;
  return text ? <p className={css.written}>{text}</p> : <p className={css.muted}>{t('meeting.minutesEmpty')}</p>;
}
