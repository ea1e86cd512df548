import { Button, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDocumentTitle } from '@/shared/lib/useDocumentTitle';

/** A fault in our own program. The error itself is not shown: it may hold what was on the page. */
export function Crashed() {
  const { t } = useTranslation('app');
  useDocumentTitle(t('crash.title'));
  return (
    <Stack gap="sm" maw={640} role="alert">
      <Title order={1}>{t('crash.title')}</Title>
      <Text>{t('crash.text')}</Text>
      <div>
        <Button onClick={() => window.location.reload()}>{t('crash.reload')}</Button>
      </div>
    </Stack>
  );
}
