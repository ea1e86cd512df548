import { PasswordInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** `field` is `f.field('currentPassword')`. */
export function PresentPassword({ field }: { field: object }) {
  const { t } = useTranslation('identity');
  return (
    <PasswordInput
      label={t('presentPassword')}
      autoComplete="current-password"
      size="md"
      visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
      {...field}
    />
  );
}
