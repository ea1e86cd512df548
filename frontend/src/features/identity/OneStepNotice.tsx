import { Alert, Button, Group, Modal, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CodeForm } from './CodeForm';
import { take, type SignedIn } from './signIn';

/** Shown while somebody with a second factor has given only the first. */
export function OneStepNotice() {
  const { t } = useTranslation('identity');
  const { t: shared } = useTranslation();
  const [open, setOpen] = useState(false);
  const queryClient = useQueryClient();
  const done = (s: SignedIn) => {
    take(s);
    setOpen(false);
    void queryClient.resetQueries();
  };
  return (
    <>
      <Alert color="hav" variant="light" mb="md" className="no-print">
        <Group justify="space-between">
          <Text flex="1 1 260px">{t('oneStep')}</Text>
          <Button variant="default" onClick={() => setOpen(true)}>
            {t('oneStepAction')}
          </Button>
        </Group>
      </Alert>
      <Modal opened={open} onClose={() => setOpen(false)} closeButtonProps={{ 'aria-label': shared('action.close') }}>
        <CodeForm onDone={done} />
      </Modal>
    </>
  );
}
