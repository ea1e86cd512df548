import { Paper, Stack, Text, Title } from '@mantine/core';
import { useFocusTrap } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { session } from '@/shared/api/session';
import { emptyTab } from './leaving';
import { SignInSteps } from './SignInSteps';
import { take, type SignedIn } from './signIn';
import css from './SessionCover.module.css';

/** Lies over the page when the session has ended. The same person goes on with what was there; anybody else gets an empty page. */
export function SessionCover() {
  const { t } = useTranslation('identity');
  const queryClient = useQueryClient();
  const trap = useFocusTrap();
  const done = async (s: SignedIn) => {
    const state = session.get();
    if (state.phase === 'covered' && state.personId !== s.me.person.id) {
      await emptyTab(queryClient, '/');
      return;
    }
    take(s);
    await queryClient.invalidateQueries();
  };
  return (
    <div ref={trap} className={css.cover} role="dialog" aria-modal="true" aria-labelledby="cover-title">
      <Paper withBorder p="lg" radius="md" className={css.box}>
        <Stack gap="md">
          <Title order={1} id="cover-title">
            {t('coverTitle')}
          </Title>
          <Text>{t('coverLead')}</Text>
          <SignInSteps onDone={(s) => void done(s)} />
          <Text size="sm" c="dimmed">
            {t('coverOther')}
          </Text>
        </Stack>
      </Paper>
    </div>
  );
}
