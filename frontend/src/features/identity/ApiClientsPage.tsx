import { Button, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiClientOut } from '@/shared/api/generated';
import { listApiClientsOptions, listSchoolsOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { PageHeader } from '@/shared/ui/PageHeader';
import { QueryState } from '@/shared/ui/QueryState';
import { SettingsNav } from '@/shared/ui/SectionNav';
import { EmptyState } from '@/shared/ui/states';
import { ApiClientCard } from './ApiClientCard';
import { ApiClientForm } from './ApiClientForm';
import { ApiClientSecret } from './ApiClientSecret';

const limit = 100;

/** Other systems that read or write here with a key of their own. */
export function ApiClientsPage() {
  const { t } = useTranslation('identity');
  const query = useQuery(listApiClientsOptions({ query: { limit } }));
  const schools = useQuery(listSchoolsOptions({ query: { limit } })).data?.items ?? [];
  const [adding, setAdding] = useState(false);
  const [fresh, setFresh] = useState<ApiClientOut | null>(null);
  const mayAdd = query.data?.allowedActions.includes('api-client.create') && !adding;
  return (
    <>
      <SettingsNav />
      <PageHeader title={t('clients.title')} lead={t('clients.lead')} action={mayAdd && <Button onClick={() => setAdding(true)}>{t('clients.new')}</Button>} />
      <Stack gap="md">
        {adding && <ApiClientForm schools={schools} onDone={() => setAdding(false)} onSecret={setFresh} />}
        {fresh && <ApiClientSecret client={fresh} onClose={() => setFresh(null)} />}
        <QueryState query={query}>
          {(data) =>
            data.items.length === 0 ? (
              !adding && <EmptyState title={t('clients.empty')} text={t('clients.emptyText')} example={t('clients.emptyExample')} />
            ) : (
              data.items.map((client) => <ApiClientCard key={client.id} client={client} schools={schools} onSecret={setFresh} />)
            )
          }
        </QueryState>
      </Stack>
    </>
  );
}
