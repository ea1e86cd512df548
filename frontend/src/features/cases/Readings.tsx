import { Button, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseOut, CaseReadingOut } from '@/shared/api/generated';
import { listCaseReadingsOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { useFormat } from '@/shared/lib/format';
import { Pager } from '@/shared/ui/Pager';
import { QueryState } from '@/shared/ui/QueryState';
import css from './cases.module.css';

/** The reading log of the case, for whoever answers for it. Asked for only when somebody wants to see it: that is logged too. */
export function Readings({ found }: { found: CaseOut }) {
  const { t } = useTranslation('cases');
  const [open, setOpen] = useState(false);
  if (!found.allowedActions.includes('case.readings')) return null;
  return (
    <section className={css.item}>
      <Title order={3}>{t('circle.readings.title')}</Title>
      <Text size="sm" c="dimmed">
        {t('circle.readings.text')}
      </Text>
      {open ? (
        <Rows caseId={found.id} />
      ) : (
        <Button variant="default" mt="sm" className="no-print" onClick={() => setOpen(true)}>
          {t('circle.readings.show')}
        </Button>
      )}
    </section>
  );
}

function Rows({ caseId }: { caseId: string }) {
  const [page, setPage] = useState(1);
  const query = useQuery(listCaseReadingsOptions({ path: { caseId }, query: { limit: 20, page } }));
  return (
    <QueryState query={query}>
      {(data) => (
        <>
          <ul className={css.plain}>
            {data.items.map((one) => (
              <Reading key={`${one.day}${one.lastAt}${one.person?.id ?? ''}`} one={one} />
            ))}
          </ul>
          <Pager page={data} onPage={setPage} />
        </>
      )}
    </QueryState>
  );
}

function Reading({ one }: { one: CaseReadingOut }) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  const [from, to] = [format.time(one.firstAt), format.time(one.lastAt)];
  const when = from === to ? from : t('circle.readings.between', { from, to });
  const what = [
    `${format.day(one.day)} ${when}`,
    t('circle.readings.times', { count: one.times }),
    one.refused ? t('circle.readings.refused') : null,
    one.withReason ? t('circle.readings.withReason') : null,
  ];
  return (
    <li>
      <strong>{one.person?.name ?? t('circle.readings.system')}</strong>
      {one.functionLabel && `, ${one.functionLabel}`}
      <span className={css.by}>{` · ${what.filter(Boolean).join(' · ')}`}</span>
    </li>
  );
}
