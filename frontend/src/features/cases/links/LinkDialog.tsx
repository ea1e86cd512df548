import { Button, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { createCaseLink, type CaseOut, type LinkKind } from '@/shared/api/generated';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { notifyDone } from '@/shared/ui/notify';
import { useCaseWrite } from '../useCaseWrite';

const kinds = ['CONTINUES', 'RAISED_FROM', 'SAME_GROUP'] as const satisfies readonly LinkKind[];
const SHORTEST = 3;

/** By the number of the other case, typed: no list of cases is shown to choose from. */
export function LinkDialog({ found, onClose }: { found: CaseOut; onClose: () => void }) {
  const { t } = useTranslation(['cases', 'common']);
  const changed = useCaseWrite(found.id);
  const f = useAppForm({
    initialValues: { number: '', kind: 'CONTINUES' as LinkKind },
    validate: { number: (v) => (v.trim().length >= SHORTEST ? null : t('link.numberMissing')) },
  });
  const save = async ({ number, kind }: { number: string; kind: LinkKind }) => {
    await createCaseLink({ path: { caseId: found.id }, body: { number: number.trim(), kind }, throwOnError: true });
    await changed();
    notifyDone(t('link.saved'));
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={t('link.add')} closeButtonProps={{ 'aria-label': t('common:action.close') }}>
      <form {...f.props(save)}>
        <Stack gap="md">
          <ErrorSummary {...f.summary} />
          <Text>{t('link.who')}</Text>
          <TextInput label={`${t('link.number')} ${t('common:form.required')}`} description={t('link.numberHint')} autoComplete="off" {...f.field('number')} />
          <Radio.Group label={t('link.kind')} {...f.field('kind')}>
            <Stack gap="xs" mt="xs">
              {kinds.map((one) => (
                <Radio key={one} value={one} label={t(`link.choose.${one}`)} />
              ))}
            </Stack>
          </Radio.Group>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button type="submit" loading={f.pending}>
              {t('link.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
