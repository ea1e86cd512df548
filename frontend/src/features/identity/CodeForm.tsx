import { Button, Stack, Text, TextInput, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { giveCode, type SignedIn } from './signIn';

/** The second step; `onSkip` where going on with one step is possible. */
export function CodeForm({ onDone, onSkip }: { onDone: (s: SignedIn) => void; onSkip?: () => void }) {
  const { t } = useTranslation('identity');
  const f = useAppForm({ initialValues: { code: '' }, validate: { code: (v) => (v.trim() ? null : t('codeMissing')) } });
  const submit = async ({ code }: { code: string }) => onDone(await giveCode(code.replaceAll(' ', '')));
  return (
    <form {...f.props(submit)}>
      <Stack gap="md">
        <Title order={2}>{t('codeTitle')}</Title>
        <Text>{t('codeLead')}</Text>
        <ErrorSummary {...f.summary} />
        <TextInput label={t('code')} autoComplete="one-time-code" autoFocus size="md" maw={240} {...f.field('code')} />
        <Button type="submit" size="md" loading={f.pending}>
          {t('codeSubmit')}
        </Button>
        {onSkip && (
          <div>
            <Button variant="default" onClick={onSkip} fullWidth>
              {t('codeSkip')}
            </Button>
            <Text size="sm" c="dimmed" mt={4}>
              {t('codeSkipHint')}
            </Text>
          </div>
        )}
      </Stack>
    </form>
  );
}
