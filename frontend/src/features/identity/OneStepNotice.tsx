import { Alert, Button, Group, Modal, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readSessionOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { CodeForm } from './CodeForm';
import { take, type SignedIn } from './signIn';

/** Shown while somebody is signed in with one step, with the way to the second where there is one. */
export function OneStepNotice() {
  const { t } = useTranslation('identity');
  const { data } = useQuery(readSessionOptions());
  if (!data || data.secondFactor === 'NONE') return null;
  const text = { TOTP_REQUIRED: t('oneStep'), ENROLMENT_OPEN: t('oneStepOpen'), NOT_ENROLLED: t('oneStepClosed') }[data.secondFactor];
  return (
    <Alert color="hav" variant="light" mb="md" className="no-print">
      <Group justify="space-between">
        <Text flex="1 1 260px">{text}</Text>
        {data.secondFactor === 'TOTP_REQUIRED' && <GiveCode />}
        {data.secondFactor === 'ENROLMENT_OPEN' && (
          <Button component={Link} to="/mitt-konto" variant="default">
            {t('oneStepEnrol')}
          </Button>
        )}
      </Group>
    </Alert>
  );
}

function GiveCode() {
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
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('oneStepAction')}
      </Button>
      <Modal opened={open} onClose={() => setOpen(false)} closeButtonProps={{ 'aria-label': shared('action.close') }}>
        <CodeForm onDone={done} />
      </Modal>
    </>
  );
}
