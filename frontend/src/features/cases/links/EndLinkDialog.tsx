import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { createLinkEnding, type CaseLinkOut, type CaseOut } from '@/shared/api/generated';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { notifyDone } from '@/shared/ui/notify';
import { useCaseWrite } from '../useCaseWrite';

const SHORTEST = 3;

export function EndLinkDialog({ found, link, onClose }: { found: CaseOut; link: CaseLinkOut; onClose: () => void }) {
  const { t } = useTranslation(['cases', 'common']);
  const changed = useCaseWrite(found.id);
  const f = useAppForm({
    initialValues: { reason: '' },
    validate: { reason: (v) => (v.trim().length >= SHORTEST ? null : t('link.reasonMissing')) },
  });
  const save = async (body: { reason: string }) => {
    await createLinkEnding({ path: { caseId: found.id, linkId: link.id }, body, throwOnError: true });
    await changed();
    notifyDone(t('link.ended'));
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={t('link.endOf', { number: link.other.number })} closeButtonProps={{ 'aria-label': t('common:action.close') }}>
      <form {...f.props(save)}>
        <Stack gap="md">
          <ErrorSummary {...f.summary} />
          <Text>{t('link.endText')}</Text>
          <Textarea label={`${t('link.reason')} ${t('common:form.required')}`} autosize minRows={2} {...f.field('reason')} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button type="submit" loading={f.pending}>
              {t('link.end')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
