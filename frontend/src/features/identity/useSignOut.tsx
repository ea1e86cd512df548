import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { settleDrafts } from '@/shared/lib/drafts/world';
import { ConfirmDialog } from './later';
import { signOut } from './leaving';

/** Sends what is typed first; asks only when it cannot be sent. `dialog` is to be shown where the hook is used. */
export function useSignOut(): { start: () => void; dialog: ReactNode } {
  const { t } = useTranslation('app');
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const go = async () => {
    if (!(await settleDrafts())) return setAsking(true);
    await signOut(queryClient).catch(() => {
      notifications.show({ message: t('account.signOutFailed'), color: 'tegel', autoClose: false });
    });
  };
  const dialog = asking && (
    <Suspense>
      <ConfirmDialog
        title={t('account.unsentTitle')}
        consequence={t('account.unsentText')}
        confirmLabel={t('account.unsentConfirm')}
        onConfirm={() => signOut(queryClient)}
        onClose={() => setAsking(false)}
      />
    </Suspense>
  );
  return { start: () => void go(), dialog };
}
