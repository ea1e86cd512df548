import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { putOwnPassword, type OwnAccountOut } from '@/shared/api/generated';
import { readOwnAccountQueryKey } from '@/shared/api/generated/@tanstack/react-query.gen';
import { useFormat } from '@/shared/lib/format';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { notifyDone } from '@/shared/ui/notify';
import { NewPassword, useNewPasswordCheck } from './NewPassword';
import { PresentPassword } from './PresentPassword';

export function PasswordSection({ account }: { account: OwnAccountOut }) {
  const { t } = useTranslation('identity');
  const { instant } = useFormat();
  const [changing, setChanging] = useState(false);
  const may = account.allowedActions.includes('own-account.change-password');
  const when = account.passwordChangedAt;
  return (
    <section aria-labelledby="own-password">
      <Title order={2} id="own-password" mb="xs">
        {t('password')}
      </Title>
      {changing ? (
        <ChangeForm onDone={() => setChanging(false)} />
      ) : (
        <Stack gap="sm" align="flex-start">
          <Text>{when ? t('account.passwordChanged', { when: instant(when) }) : t('account.passwordNever')}</Text>
          {may ? (
            <Button variant="default" onClick={() => setChanging(true)}>
              {t('account.changePassword')}
            </Button>
          ) : (
            <Text c="dimmed">{t('account.needsCode')}</Text>
          )}
        </Stack>
      )}
    </section>
  );
}

interface Values extends Record<string, unknown> {
  currentPassword: string;
  newPassword: string;
}

function ChangeForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation(['identity', 'common']);
  const queryClient = useQueryClient();
  const check = useNewPasswordCheck();
  const f = useAppForm<Values>({
    initialValues: { currentPassword: '', newPassword: '' },
    validate: { currentPassword: (v) => (v ? null : t('presentPasswordMissing')), newPassword: check },
  });
  const change = async (body: Values) => {
    const { data } = await putOwnPassword({ body, throwOnError: true });
    queryClient.setQueryData(readOwnAccountQueryKey(), data);
    notifyDone(t('account.passwordDone'));
    onDone();
  };
  return (
    <Paper withBorder p="md">
      <form {...f.props(change)}>
        <Stack gap="md" maw={480}>
          <ErrorSummary {...f.summary} />
          <PresentPassword field={f.field('currentPassword')} />
          <NewPassword field={f.field('newPassword')} />
          <Text size="sm" c="dimmed">
            {t('account.othersEnd')}
          </Text>
          <Group>
            <Button type="submit" loading={f.pending}>
              {t('account.changePassword')}
            </Button>
            <Button variant="default" onClick={onDone}>
              {t('common:action.cancel')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}
