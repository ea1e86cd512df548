import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { readOwnAccountOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { PageHeader } from '@/shared/ui/PageHeader';
import { QueryState } from '@/shared/ui/QueryState';
import { FactorSection } from './FactorSection';
import { KeysSection } from './KeysSection';
import { OwnSessions } from './OwnSessions';
import { PasswordSection } from './PasswordSection';

/** One's own account: password, second factor, recovery codes, the keys of this device, and where it is signed in. */
export function MyAccountPage() {
  const { t } = useTranslation('identity');
  const query = useQuery(readOwnAccountOptions());
  return (
    <>
      <PageHeader title={t('account.title')} lead={query.data && t('account.lead', { username: query.data.username })} />
      <QueryState query={query}>
        {(account) => (
          <Stack gap="xl" maw={640}>
            <PasswordSection account={account} />
            <FactorSection account={account} />
            <KeysSection />
            <OwnSessions account={account} />
          </Stack>
        )}
      </QueryState>
    </>
  );
}
