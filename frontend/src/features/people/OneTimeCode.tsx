import { Button, Paper, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AccountOut } from '@/shared/api/generated';
import { useFormat } from '@/shared/lib/format';
import css from './OneTimeCode.module.css';

const firstSignIn = new URL('/forsta-inloggning', window.location.origin).href;

/** The code that was made just now. It is on this page until it is closed, and nowhere else. */
export function OneTimeCode({ account, onClose }: { account: AccountOut; onClose: () => void }) {
  const { t } = useTranslation('people');
  const { instant } = useFormat();
  return (
    <Paper withBorder p="md" role="status">
      <Stack gap="sm" align="flex-start">
        <Title order={3}>{t('account.codeTitle')}</Title>
        {account.oneTimeCode ? (
          <>
            <dl className={css.facts}>
              <dt>{t('account.username')}</dt>
              <dd>{account.username}</dd>
              <dt>{t('account.code')}</dt>
              <dd className={css.code}>{account.oneTimeCode}</dd>
              <dt>{t('account.address')}</dt>
              <dd>{firstSignIn}</dd>
            </dl>
            <Text>{t('account.codeLead', { when: account.codeExpiresAt ? instant(account.codeExpiresAt) : '' })}</Text>
          </>
        ) : (
          <Text>{t('account.codeLost')}</Text>
        )}
        <Button className="no-print" onClick={onClose}>
          {t('account.codeGiven')}
        </Button>
      </Stack>
    </Paper>
  );
}
