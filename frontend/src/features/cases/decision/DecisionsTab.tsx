import { Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseOut } from '@/shared/api/generated';
import { listDecisionsOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { QueryState } from '@/shared/ui/QueryState';
import { EmptyState } from '@/shared/ui/states';
import { BestInterests } from './BestInterests';
import { DecisionRead } from './DecisionRead';
import { Hearings } from './Hearings';
import { StartDecision } from './StartDecision';

const DecisionForm = lazy(() => import('./DecisionForm').then((part) => ({ default: part.DecisionForm })));

/** Who is heard, what is being decided, and what has been: drafts to write in, signed decisions to read. */
export function DecisionsTab({ found }: { found: CaseOut }) {
  const { t } = useTranslation(['cases', 'common']);
  const [saved, setSaved] = useState(0);
  const query = useQuery(listDecisionsOptions({ path: { caseId: found.id } }));
  const may = found.allowedActions.includes('case.write-decision');
  return (
    <QueryState query={query}>
      {({ items, kinds }) => {
        if (kinds.length === 0) return <Text>{t('decision.noKinds')}</Text>;
        const start = may && !items.some((one) => one.state === 'DRAFT') && <StartDecision found={found} kinds={kinds} more={items.length > 0} />;
        return (
          <>
            <Hearings found={found} may={may} />
            {found.subject === 'STUDENT' && <BestInterests found={found} may={may} />}
            <Title order={3} mt="lg" mb="xs">
              {t('decision.title')}
            </Title>
            {items.length === 0 && <EmptyState title={t('decision.empty')} text={t(may ? 'decision.emptyText' : 'decision.emptyRead')} action={start} />}
            {items.map((one) =>
              one.state === 'DRAFT' && one.allowedActions.includes('case.write-decision') ? (
                <Suspense key={`${one.id}.${saved}`} fallback={<Text>{t('common:state.loading')}</Text>}>
                  <DecisionForm found={found} one={one} onSaved={() => setSaved(saved + 1)} />
                </Suspense>
              ) : (
                <DecisionRead key={one.id} found={found} one={one} />
              ),
            )}
            {items.length > 0 && start}
          </>
        );
      }}
    </QueryState>
  );
}
