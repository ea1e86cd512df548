import { Button, Group, List, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { createDecisionSignature, type CaseOut, type DecisionOut } from '@/shared/api/generated';
import { readOwnAccountOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { notifyDone } from '@/shared/ui/notify';
import { useCaseWrite } from '../useCaseWrite';

interface Props {
  found: CaseOut;
  one: DecisionOut;
  version: number;
  onClose: () => void;
}

/** The consequence in words, and once more who it is that signs. */
export function SignDialog({ found, one, version, onClose }: Props) {
  const { t } = useTranslation(['cases', 'common']);
  const changed = useCaseWrite(found.id);
  const account = useQuery(readOwnAccountOptions());
  const f = useAppForm({ initialValues: { confirmation: '' }, validate: { confirmation: (v) => (v.trim() ? null : t('decision.confirmMissing')) } });
  const sign = async ({ confirmation }: { confirmation: string }) => {
    const path = { caseId: found.id, decisionId: one.id };
    await createDecisionSignature({ path, headers: { 'If-Match': `"${version}"` }, body: { confirmation: confirmation.trim() }, throwOnError: true });
    await changed();
    notifyDone(t('decision.signed'));
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={t('decision.signTitle', { kind: one.label })} closeButtonProps={{ 'aria-label': t('common:action.close') }}>
      <form {...f.props(sign)}>
        <Stack gap="md">
          <ErrorSummary {...f.summary} />
          <List spacing="xs">
            <List.Item>{t('decision.signStands')}</List.Item>
            <List.Item>{t(one.leadsOn ? 'decision.signLeadsOn' : 'decision.signStays')}</List.Item>
            {one.programme !== null && <List.Item>{t('decision.signMeasures')}</List.Item>}
            <List.Item>{t('decision.signNobodyTold')}</List.Item>
          </List>
          <PasswordInput
            label={t(account.data?.hasSecondFactor ? 'decision.confirmCode' : 'decision.confirmPassword')}
            autoComplete={account.data?.hasSecondFactor ? 'one-time-code' : 'current-password'}
            visibilityToggleButtonProps={{ 'aria-label': t('decision.show') }}
            {...f.field('confirmation')}
          />
          <Text size="sm">{t('decision.notEidas')}</Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button type="submit" loading={f.pending}>
              {t('decision.signNow')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
