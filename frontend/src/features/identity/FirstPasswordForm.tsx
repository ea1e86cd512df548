import { Button, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { NewPassword, useNewPasswordCheck } from './NewPassword';
import { activate, type SignedIn } from './signIn';

interface Values extends Record<string, unknown> {
  username: string;
  code: string;
  newPassword: string;
}

/** The one-time code from the administrator, and a password of one's own. */
export function FirstPasswordForm({ onDone }: { onDone: (s: SignedIn) => void }) {
  const { t } = useTranslation('identity');
  const check = useNewPasswordCheck();
  const f = useAppForm<Values>({
    initialValues: { username: '', code: '', newPassword: '' },
    validate: {
      username: (v) => (v.trim() ? null : t('usernameMissing')),
      code: (v) => (v.trim() ? null : t('first.codeMissing')),
      newPassword: check,
    },
  });
  const submit = async ({ username, code, newPassword }: Values) => onDone(await activate(username.trim(), code.trim(), newPassword));
  return (
    <form {...f.props(submit)}>
      <Stack gap="md">
        <ErrorSummary {...f.summary} />
        <TextInput label={t('username')} autoComplete="username" autoCapitalize="none" spellCheck={false} size="md" {...f.field('username')} />
        <TextInput
          label={t('first.code')}
          description={t('first.codeHint')}
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          size="md"
          {...f.field('code')}
        />
        <NewPassword field={f.field('newPassword')} />
        <Button type="submit" size="md" loading={f.pending}>
          {t('first.submit')}
        </Button>
      </Stack>
    </form>
  );
}
