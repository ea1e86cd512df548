import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { signIn, type SignedIn } from './signIn';

export function PasswordForm({ onDone }: { onDone: (s: SignedIn) => void }) {
  const { t } = useTranslation('identity');
  const f = useAppForm({
    initialValues: { username: '', password: '' },
    validate: {
      username: (v) => (v.trim() ? null : t('usernameMissing')),
      password: (v) => (v ? null : t('passwordMissing')),
    },
  });
  const submit = async ({ username, password }: { username: string; password: string }) => onDone(await signIn(username.trim(), password));
  return (
    <form {...f.props(submit)}>
      <Stack gap="md">
        <ErrorSummary {...f.summary} />
        <TextInput label={t('username')} autoComplete="username" autoCapitalize="none" spellCheck={false} size="md" {...f.field('username')} />
        <PasswordInput
          label={t('password')}
          autoComplete="current-password"
          size="md"
          visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
          {...f.field('password')}
        />
        <Button type="submit" size="md" loading={f.pending}>
          {t('submit')}
        </Button>
      </Stack>
    </form>
  );
}
