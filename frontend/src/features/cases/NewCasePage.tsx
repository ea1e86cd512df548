import { useSchool } from '@/shared/api/me';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { listCaseTypesOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { PageHeader } from '@/shared/ui/PageHeader';
import { QueryState } from '@/shared/ui/QueryState';
import { EmptyState } from '@/shared/ui/states';
import { NewCaseForm } from './NewCaseForm';

const route = getRouteApi('/shell/arenden/nytt');

/** A case without a concern before it. */
export function NewCasePage() {
  const { t } = useTranslation('cases');
  const { tema } = route.useSearch();
  const school = useSchool();
  const types = useQuery({ ...listCaseTypesOptions(), staleTime: Infinity });
  return (
    <>
      <PageHeader title={t('new.title')} lead={t('new.lead')} />
      {school === null ? (
        <EmptyState title={t('report.noUnit')} text={t('report.noUnitText')} />
      ) : (
        <QueryState query={types}>{(data) => <NewCaseForm school={school} types={data.items} theme={tema} />}</QueryState>
      )}
    </>
  );
}
