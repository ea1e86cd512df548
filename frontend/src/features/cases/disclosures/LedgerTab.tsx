import { Alert, Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CaseOut } from '@/shared/api/generated';
import { listConsentsOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { QueryState } from '@/shared/ui/QueryState';
import { Consents } from './Consents';
import { Ledger } from './Ledger';

/** What may leave the case and what has: consents, and the ledger of what was disclosed. */
export function LedgerTab({ found }: { found: CaseOut }) {
  const { t } = useTranslation('cases');
  const query = useQuery(listConsentsOptions({ path: { caseId: found.id } }));
  const may = found.allowedActions.includes('case.disclose');
  return (
    <QueryState query={query}>
      {({ items, grounded }) => (
        <Stack gap="lg">
          {!grounded && (
            <Alert variant="outline" title={t('ledger.noGround')}>
              {t(may ? 'ledger.noGroundText' : 'ledger.noGroundRead')}
            </Alert>
          )}
          <section aria-labelledby="consents">
            <Title order={3} id="consents" mb="xs">
              {t('consent.title')}
            </Title>
            <Consents found={found} items={items} may={may} />
          </section>
          <section aria-labelledby="ledger">
            <Title order={3} id="ledger" mb="xs">
              {t('ledger.title')}
            </Title>
            <Ledger found={found} consents={items} may={may} />
          </section>
        </Stack>
      )}
    </QueryState>
  );
}
