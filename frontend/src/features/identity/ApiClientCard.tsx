import { Button, Group, Paper, Stack, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { endApiClient, readApiClient, rotateApiClient, type ApiClientOut, type SchoolOut } from '@/shared/api/generated';
import { listApiClientsQueryKey } from '@/shared/api/generated/@tanstack/react-query.gen';
import { useFormat } from '@/shared/lib/format';
import { ConfirmAction } from '@/shared/ui/ConfirmAction';
import { notifyDone } from '@/shared/ui/notify';
import { StatusBadge } from '@/shared/ui/StatusBadge';
import { ApiClientForm } from './ApiClientForm';
import css from './account.module.css';

interface Props {
  client: ApiClientOut;
  schools: readonly SchoolOut[];
  onSecret: (client: ApiClientOut) => void;
}

export function ApiClientCard({ client, schools, onSecret }: Props) {
  const { t } = useTranslation('identity');
  const [opened, setOpened] = useState<ApiClientOut | null>(null);
  const may = (action: string) => client.allowedActions.includes(action);
  const path = { apiClientId: client.id };
  if (opened) return <ApiClientForm client={opened} schools={schools} onDone={() => setOpened(null)} onSecret={onSecret} />;
  return (
    <Paper withBorder p="md" component="section" aria-labelledby={client.id}>
      <Stack gap="sm">
        <Group gap="xs">
          <Title order={2} id={client.id} className={css.name}>
            {client.name}
          </Title>
          <StatusBadge tone={client.isValidNow ? 'done' : 'closed'}>{client.isValidNow ? t('clients.valid') : t('clients.over')}</StatusBadge>
        </Group>
        <Facts client={client} schools={schools} />
        <Group className="no-print">
          {may('api-client.change') && (
            <Button variant="default" onClick={() => void readApiClient({ path, throwOnError: true }).then(({ data }) => setOpened(data))}>
              {t('clients.change')}
            </Button>
          )}
          <Acts client={client} onSecret={onSecret} />
        </Group>
      </Stack>
    </Paper>
  );
}

function Facts({ client, schools }: Omit<Props, 'onSecret'>) {
  const { t } = useTranslation('identity');
  const { day, instant } = useFormat();
  const names = schools.filter((school) => client.schoolIds.includes(school.id)).map((school) => school.name);
  return (
    <dl className={css.facts}>
      <dt>{t('clients.id')}</dt>
      <dd className={css.mono}>{client.id}</dd>
      <dt>{t('clients.scopes')}</dt>
      <dd className={css.mono}>{client.scopes.join(', ')}</dd>
      <dt>{t('clients.schools')}</dt>
      <dd>{client.schoolIds.length === 0 ? t('clients.every') : names.join(', ')}</dd>
      {!client.endedAt && (
        <>
          <dt>{t('clients.proof')}</dt>
          <dd>{client.hasPublicKey ? t('clients.key') : t('clients.secrets', { count: client.liveSecrets })}</dd>
        </>
      )}
      <dt>{t('clients.used')}</dt>
      <dd>{client.lastUsedAt ? instant(client.lastUsedAt) : t('clients.never')}</dd>
      {client.validTo && (
        <>
          <dt>{t('clients.until')}</dt>
          <dd>{day(client.validTo)}</dd>
        </>
      )}
    </dl>
  );
}

function Acts({ client, onSecret }: Omit<Props, 'schools'>) {
  const { t } = useTranslation('identity');
  const queryClient = useQueryClient();
  const call = { path: { apiClientId: client.id }, throwOnError: true } as const;
  const refresh = () => queryClient.invalidateQueries({ queryKey: listApiClientsQueryKey() });
  const rotate = async (keepOld: boolean) => {
    const { data } = await rotateApiClient({ ...call, body: { keepOld } });
    await refresh();
    onSecret(data);
  };
  const end = async () => {
    await endApiClient(call);
    await refresh();
    notifyDone(t('clients.ended'));
  };
  const may = (action: string) => client.allowedActions.includes(action);
  return (
    <>
      {may('api-client.rotate') && (
        <>
          <ConfirmAction label={t('clients.rotate')} title={t('clients.rotate')} consequence={t('clients.rotateText')} confirmLabel={t('clients.rotate')} onConfirm={() => rotate(true)} />
          <ConfirmAction label={t('clients.leaked')} title={t('clients.leaked')} consequence={t('clients.leakedText')} confirmLabel={t('clients.leakedDo')} onConfirm={() => rotate(false)} />
        </>
      )}
      {may('api-client.end') && <ConfirmAction label={t('clients.end')} title={t('clients.end')} consequence={t('clients.endText')} confirmLabel={t('clients.end')} onConfirm={end} />}
    </>
  );
}
