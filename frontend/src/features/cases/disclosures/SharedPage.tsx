import { Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { listSharedItemsOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { useFormat } from '@/shared/lib/format';
import { useSearchPatch } from '@/shared/lib/useSearchPatch';
import { PageHeader } from '@/shared/ui/PageHeader';
import { Pager } from '@/shared/ui/Pager';
import { QueryState } from '@/shared/ui/QueryState';
import { EmptyState } from '@/shared/ui/states';
import css from '../cases.module.css';

const route = getRouteApi('/shell/delat-med-mig');

/** For a partner of another organisation: what schools share with them now, and nothing else of the cases. */
export function SharedPage() {
  const { t } = useTranslation('cases');
  const format = useFormat();
  const { page } = route.useSearch();
  const patchSearch = useSearchPatch();
  const query = useQuery({ ...listSharedItemsOptions({ query: { page } }), placeholderData: keepPreviousData });
  return (
    <>
      <PageHeader title={t('shared.title')} lead={t('shared.lead')} />
      <QueryState query={query}>
        {(data) =>
          data.items.length === 0 ? (
            <EmptyState title={t('shared.empty')} text={t('shared.emptyText')} />
          ) : (
            <>
              {data.items.map((one) => (
                <article key={one.id} className={css.item}>
                  <div className={css.noteHead}>
                    <strong>{one.school}</strong>
                    <span className={css.by}>{t('shared.period', { from: format.day(one.since), to: format.day(one.until) })}</span>
                  </div>
                  <Text className={css.words}>{one.what}</Text>
                  {one.purpose && <Text size="sm">{t('ledger.purposeLine', { text: one.purpose })}</Text>}
                </article>
              ))}
              <Pager page={data} onPage={(next) => patchSearch({ page: next })} />
            </>
          )
        }
      </QueryState>
    </>
  );
}
