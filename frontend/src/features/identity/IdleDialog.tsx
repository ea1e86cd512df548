import { Button, Group, Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { currentSession, take } from './signIn';

const clock = (s: number) => `${Math.floor(s / 60)}:${String(s % 60).padStart(2, '0')}`;

/** One key to stay: the button has focus, and Escape means the same. */
export function IdleDialog({ secondsLeft }: { secondsLeft: number }) {
  const { t } = useTranslation('identity');
  // A refusal covers the page by itself; without a network the warning stands until one of them happens.
  const stay = () => void currentSession().then(take, () => undefined);
  return (
    <Modal opened onClose={stay} title={t('idleTitle')} withCloseButton={false} closeOnClickOutside={false}>
      <Text>{t('idleText', { time: clock(secondsLeft) })}</Text>
      <Group justify="flex-end" mt="md">
        <Button onClick={stay} data-autofocus>
          {t('idleStay')}
        </Button>
      </Group>
    </Modal>
  );
}
