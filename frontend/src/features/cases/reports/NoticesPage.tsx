import { Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { AbsenceNoticeOut } from '@/shared/api/generated';
import { listAbsenceNoticesOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { useFormat } from '@/shared/lib/format';
import { useSearchPatch } from '@/shared/lib/useSearchPatch';
import { PageHeader } from '@/shared/ui/PageHeader';
import { Pager } from '@/shared/ui/Pager';
import { QueryState } from '@/shared/ui/QueryState';
import { EmptyState } from '@/shared/ui/states';
import css from '../cases.module.css';
import { CaseViews } from '../CaseViews';

const route = getRouteApi('/shell/arenden/franvaro');

/** For the organiser's case officers: that absence is investigated, and never the case. */
export function NoticesPage() {
  const { t } = useTranslation('cases');
  const { page } = route.useSearch();
  const patchSearch = useSearchPatch();
  const query = useQuery({ ...listAbsenceNoticesOptions({ query: { page } }), placeholderData: keepPreviousData });
  return (
    <>
      <PageHeader title={t('notices.title')} lead={t('notices.lead')} />
      <CaseViews here="franvaro" />
      <QueryState query={query}>
        {(data) =>
          data.items.length === 0 ? (
            <EmptyState title={t('notices.empty')} text={t('notices.emptyText')} example={t('notices.emptyExample')} />
          ) : (
            <>
              {data.items.map((one) => (
                <Notice key={one.id} one={one} />
              ))}
              <Pager page={data} onPage={(next) => patchSearch({ page: next })} />
            </>
          )
        }
      </QueryState>
    </>
  );
}

function Notice({ one }: { one: AbsenceNoticeOut }) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  return (
    <article className={css.item}>
      <div className={css.noteHead}>
        <strong>{one.number}</strong>
        <span>{one.school.name}</span>
        <span className={css.by}>{t('notices.sent', { at: format.instant(one.sentAt), name: one.sentBy.name })}</span>
      </div>
      <Text className={css.words} c={one.about ? undefined : 'dimmed'}>
        {one.about ?? t('notices.noAbout')}
      </Text>
    </article>
  );
}
