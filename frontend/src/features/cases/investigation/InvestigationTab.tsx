import { useQuery } from '@tanstack/react-query';
import { Fragment, lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseOut } from '@/shared/api/generated';
import { listInvestigationsOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { QueryState } from '@/shared/ui/QueryState';
import { EmptyState } from '@/shared/ui/states';
import { Assessments } from './Assessments';
import { InvestigationForm } from './InvestigationForm';
import { InvestigationRead } from './InvestigationRead';
import { StartInvestigation } from './StartInvestigation';

const Contributions = lazy(() => import('../contributions/Contributions').then((part) => ({ default: part.Contributions })));

/** What is found out in the case: those under way to write in, those completed to read. */
export function InvestigationTab({ found }: { found: CaseOut }) {
  const { t } = useTranslation('cases');
  const [saved, setSaved] = useState(0);
  const query = useQuery(listInvestigationsOptions({ path: { caseId: found.id } }));
  return (
    <QueryState query={query}>
      {({ items, kinds, points }) => {
        const start = kinds.length > 0 && <StartInvestigation found={found} kinds={kinds} more={items.length > 0} />;
        return (
          <>
            {items.length === 0 && (
              <EmptyState title={t('investigation.empty')} text={t('investigation.emptyText')} example={t('investigation.emptyExample')} action={start} />
            )}
            {[...items].reverse().map((one) => (
              <Fragment key={one.id}>
                {one.allowedActions.includes('case.investigate') ? (
                  <InvestigationForm key={saved} found={found} one={one} points={points} onSaved={() => setSaved(saved + 1)} />
                ) : (
                  <InvestigationRead one={one} />
                )}
                <Suspense fallback={null}>
                  <Contributions found={found} one={one} />
                </Suspense>
              </Fragment>
            ))}
            {items.length > 0 && start}
            <Assessments found={found} />
          </>
        );
      }}
    </QueryState>
  );
}
