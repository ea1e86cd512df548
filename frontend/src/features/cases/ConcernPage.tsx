import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { readConcernOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { PageHeader } from '@/shared/ui/PageHeader';
import { QueryState } from '@/shared/ui/QueryState';
import { ConcernView } from './ConcernView';

const route = getRouteApi('/shell/signaler/$concernId');

/** One concern, for whoever reported it, those who assess it, and the circle of its case. */
export function ConcernPage() {
  const { t } = useTranslation('cases');
  const { concernId } = route.useParams();
  const query = useQuery(readConcernOptions({ path: { concernId } }));
  return (
    <QueryState query={query}>
      {(concern) => (
        <>
          <PageHeader title={t('concern.title', { number: concern.number })} />
          <ConcernView concern={concern} />
        </>
      )}
    </QueryState>
  );
}
