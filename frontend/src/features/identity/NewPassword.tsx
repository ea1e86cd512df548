import { PasswordInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const SHORTEST = 12;

/** What the page itself can say about a new password; the server has the last word. */
export function useNewPasswordCheck(): (password: string) => string | null {
  const { t } = useTranslation('identity');
  return (password) => {
    if (!password) return t('newPasswordMissing');
    return password.length < SHORTEST ? t('newPasswordShort') : null;
  };
}

/** `field` is `f.field('newPassword')`. */
export function NewPassword({ field }: { field: object }) {
  const { t } = useTranslation('identity');
  return (
    <PasswordInput
      label={t('newPassword')}
      description={t('newPasswordHint')}
      autoComplete="new-password"
      size="md"
      visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
      {...field}
    />
  );
}
