import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { endOtherSessions, type OwnAccountOut } from '@/shared/api/generated';
import { readOwnAccountQueryKey } from '@/shared/api/generated/@tanstack/react-query.gen';
import { useFormat } from '@/shared/lib/format';
import { ConfirmAction } from '@/shared/ui/ConfirmAction';
import { notifyDone } from '@/shared/ui/notify';
import { StatusBadge } from '@/shared/ui/StatusBadge';
import css from './account.module.css';

const FEW = 5;

/** Where one is signed in now; everywhere else can be ended at once. */
export function OwnSessions({ account }: { account: OwnAccountOut }) {
  const { t } = useTranslation('identity');
  const { instant } = useFormat();
  const queryClient = useQueryClient();
  const end = async () => {
    const { data } = await endOtherSessions({ throwOnError: true });
    queryClient.setQueryData(readOwnAccountQueryKey(), data);
    notifyDone(t('sessions.ended'));
  };
  const [all, setAll] = useState(false);
  const alone = account.sessions.length < 2;
  const shown = all ? account.sessions : account.sessions.slice(0, FEW);
  const more = account.sessions.length - shown.length;
  return (
    <section aria-labelledby="own-sessions">
      <Title order={2} id="own-sessions" mb="xs">
        {t('sessions.title')}
      </Title>
      <Stack gap="sm">
        <ul className={css.sessions}>
          {shown.map((one) => (
            <li key={one.id} className={css.session}>
              <Group gap="xs">
                <Text fw={600}>{t('sessions.began', { when: instant(one.startedAt) })}</Text>
                {one.isThis && <StatusBadge tone="done">{t('sessions.this')}</StatusBadge>}
              </Group>
              <Text size="sm" c="dimmed">
                {t('sessions.seen', { when: instant(one.lastSeenAt) })} · {one.assurance > 1 ? t('sessions.two') : t('sessions.one')}
              </Text>
            </li>
          ))}
        </ul>
        {more > 0 && (
          <div>
            <Button variant="subtle" size="compact-md" onClick={() => setAll(true)}>
              {t('sessions.more', { count: more })}
            </Button>
          </div>
        )}
        {alone ? (
          <Text c="dimmed">{t('sessions.alone')}</Text>
        ) : (
          <div>
            <ConfirmAction
              label={t('sessions.end')}
              title={t('sessions.end')}
              consequence={t('sessions.consequence')}
              confirmLabel={t('sessions.end')}
              onConfirm={end}
            />
          </div>
        )}
      </Stack>
    </section>
  );
}
