import { Anchor, Button, Paper, Stack, Text, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { meOptions } from '@/shared/api/me';
import { PageHeader } from '@/shared/ui/PageHeader';
import { begin } from './begin';
import { Enrolment } from './Enrolment';
import { FirstPasswordForm } from './FirstPasswordForm';
import { RecoveryCodes } from './RecoveryCodes';
import { currentSession, take, type SignedIn } from './signIn';

/** Three steps: the code and a password, the app, the recovery codes. The session is taken into use at the end. */
export function FirstSignInPage() {
  const { t } = useTranslation('identity');
  const [begun, setBegun] = useState<SignedIn | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const step = codes ? 3 : begun ? 2 : 1;
  return (
    <Stack maw={520} mx="auto" gap="md" py={{ base: 0, sm: 'xl' }}>
      <PageHeader title={t('first.title')} lead={t('first.step', { step })} />
      <Paper withBorder p="lg" radius="md">
        {codes ? <Codes codes={codes} /> : begun ? <App begun={begun} onDone={setCodes} /> : <First onDone={setBegun} />}
      </Paper>
    </Stack>
  );
}

function First({ onDone }: { onDone: (s: SignedIn) => void }) {
  const { t } = useTranslation('identity');
  return (
    <Stack gap="md">
      <Title order={2}>{t('first.passwordTitle')}</Title>
      <Text>{t('first.passwordLead')}</Text>
      <FirstPasswordForm onDone={onDone} />
      <Anchor component={Link} to="/logga-in">
        {t('first.haveAccount')}
      </Anchor>
    </Stack>
  );
}

function useGoIn() {
  const queryClient = useQueryClient();
  const router = useRouter();
  return (s: SignedIn) => {
    queryClient.clear();
    queryClient.setQueryData(meOptions().queryKey, s.me);
    take(s);
    router.history.replace('/');
  };
}

function App({ begun, onDone }: { begun: SignedIn; onDone: (codes: readonly string[]) => void }) {
  const { t } = useTranslation('identity');
  const goIn = useGoIn();
  return (
    <Stack gap="md">
      <Title order={2} ref={begin} tabIndex={-1}>
        {t('enrol.title')}
      </Title>
      <Text>{t('enrol.lead')}</Text>
      <Enrolment outside onDone={onDone} />
      <div>
        <Button variant="default" fullWidth onClick={() => goIn(begun)}>
          {t('first.skip')}
        </Button>
        <Text size="sm" c="dimmed" mt={4}>
          {t('first.skipHint')}
        </Text>
      </div>
    </Stack>
  );
}

function Codes({ codes }: { codes: readonly string[] }) {
  const { t } = useTranslation('identity');
  const goIn = useGoIn();
  const [busy, setBusy] = useState(false);
  const go = async () => {
    setBusy(true);
    try {
      goIn(await currentSession());
    } finally {
      setBusy(false);
    }
  };
  return (
    <Stack gap="md">
      <Title order={2} ref={begin} tabIndex={-1}>
        {t('codes.title')}
      </Title>
      <RecoveryCodes codes={codes} />
      <Button size="md" loading={busy} onClick={() => void go()}>
        {t('first.finish')}
      </Button>
    </Stack>
  );
}
