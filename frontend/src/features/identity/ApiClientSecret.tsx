import { Button, Paper, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ApiClientOut } from '@/shared/api/generated';
import { begin } from './begin';
import css from './account.module.css';

/** The secret that was made just now; on this page until it is closed, and nowhere else. */
export function ApiClientSecret({ client, onClose }: { client: ApiClientOut; onClose: () => void }) {
  const { t } = useTranslation('identity');
  return (
    <Paper withBorder p="md" role="status">
      <Stack gap="sm" align="flex-start">
        <Title order={2} ref={begin} tabIndex={-1}>
          {client.hasPublicKey ? t('clients.made') : t('clients.secretTitle')}
        </Title>
        <dl className={css.facts}>
          <dt>{t('clients.id')}</dt>
          <dd className={css.mono}>{client.id}</dd>
          {client.secret && (
            <>
              <dt>{t('clients.secret')}</dt>
              <dd className={css.mono}>{client.secret}</dd>
            </>
          )}
        </dl>
        {!client.hasPublicKey && <Text>{client.secret ? t('clients.secretLead') : t('clients.secretLost')}</Text>}
        <Button className="no-print" onClick={onClose}>
          {t('clients.saved')}
        </Button>
      </Stack>
    </Paper>
  );
}
