import { Alert, Anchor, Paper, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { meOptions } from '@/shared/api/me';
import { PageHeader } from '@/shared/ui/PageHeader';
import { SignInSteps } from './SignInSteps';
import { take, type SignedIn } from './signIn';

const route = getRouteApi('/public/logga-in');

export function SignInPage() {
  const { t } = useTranslation('identity');
  const { next, ut } = route.useSearch();
  const queryClient = useQueryClient();
  const router = useRouter();
  const done = (s: SignedIn) => {
    queryClient.clear();
    queryClient.setQueryData(meOptions().queryKey, s.me);
    take(s);
    router.history.replace(next ?? '/');
  };
  return (
    <Stack maw={440} mx="auto" gap="md" py={{ base: 0, sm: 'xl' }}>
      <PageHeader title={t('title')} lead={t('lead')} />
      {ut && (
        <Alert role="status" color="hav" variant="light">
          <Text>{t('signedOut')}</Text>
        </Alert>
      )}
      <Paper withBorder p="lg" radius="md">
        <SignInSteps onDone={done} />
      </Paper>
      <Anchor component={Link} to="/forsta-inloggning">
        {t('first.link')}
      </Anchor>
    </Stack>
  );
}
