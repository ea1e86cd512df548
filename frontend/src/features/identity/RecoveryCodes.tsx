import { Alert, Button, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import css from './account.module.css';

/** Shown once, never stored by the page. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const { t } = useTranslation('identity');
  if (codes.length === 0) return <Text>{t('codes.lost')}</Text>;
  return (
    <Stack gap="sm">
      <Alert color="hav" variant="light" role="status">
        {t('codes.lead')}
      </Alert>
      <ul className={css.codes} aria-label={t('codes.title')}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Button variant="default" className="no-print" onClick={() => window.print()}>
        {t('codes.print')}
      </Button>
    </Stack>
  );
}
