import { Button, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { listCasesOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { useAssignment } from '@/shared/api/me';
import { PageHeader } from '@/shared/ui/PageHeader';
import { QueryState } from '@/shared/ui/QueryState';
import { EmptyState } from '@/shared/ui/states';
import { CaseFilters, NothingFits } from './CaseFilters';
import { askedFilters, isFiltered, stateFilter } from './caseState';
import { CaseTable } from './CaseTable';
import { CaseViews, heads } from './CaseViews';
import { OpenWithReasonLink } from './secrecy/OpenWithReasonLink';
import { UnitCases } from './UnitCases';
import { useSearchPatch } from '@/shared/lib/useSearchPatch';

const route = getRouteApi('/shell/arenden');

/** Mine, those to assess, and the unit's. Filters stand in the address by code, never a name. */
export function CasesPage() {
  const { t } = useTranslation('cases');
  const vy = useView();
  const probe = useQuery(listCasesOptions({ query: { limit: 1 } }));
  const may = probe.data?.allowedActions.includes('case.open') ?? false;
  return (
    <>
      <PageHeader
        title={t('list.title')}
        lead={t('list.lead')}
        action={
          may && (
            <Button component={Link} to="/arenden/nytt">
              {t('list.new')}
            </Button>
          )
        }
      />
      <CaseViews here={vy} />
      <CaseFilters />
      {vy === 'enhet' ? <UnitCases /> : <MyCases />}
      {vy === 'enhet' && <OpenWithReasonLink />}
      {may && (
        <Text mt="md" className="no-print">
          <Link to="/arenden/lamna-over">{t('handover.link')}</Link>
        </Text>
      )}
    </>
  );
}

/** A principal answers for the whole unit and is seldom in a circle; others begin with what is theirs. */
function useView(): 'mina' | 'enhet' {
  const { vy } = route.useSearch();
  const assignment = useAssignment();
  return vy ?? (assignment && heads.includes(assignment.function) ? 'enhet' : 'mina');
}

function MyCases() {
  const { t } = useTranslation('cases');
  const { page, status, ...asked } = route.useSearch();
  const patchSearch = useSearchPatch();
  const filters = { ...stateFilter(status), ...askedFilters(asked) };
  const query = useQuery({ ...listCasesOptions({ query: { mine: true, page: page ?? 1, ...filters } }), placeholderData: keepPreviousData });
  return (
    <QueryState query={query}>
      {(data) =>
        data.items.length === 0 && isFiltered(asked) ? (
          <NothingFits />
        ) : data.items.length === 0 ? (
          <EmptyState
            title={t('list.emptyMine')}
            text={t('list.emptyMineText')}
            example={t('list.example')}
            action={
              <Link to="/arenden" search={{ vy: 'enhet' }}>
                {t('list.toUnit')}
              </Link>
            }
          />
        ) : (
          <CaseTable
            caption={t('list.captionMine')}
            page={data}
            stale={query.isPlaceholderData}
            onSearch={(patch) => patchSearch({ page: patch.page })}
          />
        )
      }
    </QueryState>
  );
}
