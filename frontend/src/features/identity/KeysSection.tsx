import { Checkbox, Stack, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSingleKeys } from '@/shared/lib/usePageKeys';

/** Single keys on or off; of the device, like the language, and not of the account. */
export function KeysSection() {
  const { t } = useTranslation('identity');
  const [on, setOn] = useSingleKeys();
  return (
    <section aria-labelledby="single-keys">
      <Stack gap="xs">
        <Title order={2} id="single-keys">
          {t('keys.title')}
        </Title>
        <Checkbox label={t('keys.on')} description={t('keys.what')} checked={on} onChange={(e) => setOn(e.currentTarget.checked)} />
      </Stack>
    </section>
  );
}
