import { Button, Group, Modal, NativeSelect, Stack, Text, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { createCaseClassification, type CaseOut, type ConfidentialityClass } from '@/shared/api/generated';
import { ifMatch } from '@/shared/api/etag';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { notifyDone } from '@/shared/ui/notify';
import { SecrecyLine } from '@/shared/ui/SecrecyLine';
import { useCaseWrite } from '../useCaseWrite';
import { useReaders } from '../useReaders';

const classes: readonly ConfidentialityClass[] = ['K1', 'K2', 'K3', 'K4'];

/** Raised by anybody in the circle; the owner lowers it, and says why. Who reads it afterwards stands before it is done. */
export function ClassDialog({ found, onClose }: { found: CaseOut; onClose: () => void }) {
  const { t } = useTranslation(['cases', 'common']);
  const changed = useCaseWrite(found.id);
  const owns = found.myRole === 'OWNER';
  const f = useAppForm<{ confidentiality: ConfidentialityClass; reason: string }>({
    initialValues: { confidentiality: found.students.some((pupil) => pupil.protected) ? 'K4' : found.confidentiality, reason: '' },
    validate: { reason: (v, all) => (all.confidentiality < found.confidentiality && !v.trim() ? t('class.reasonMissing') : null) },
  });
  const { confidentiality } = f.form.values;
  const readers = useReaders(found.id, confidentiality);
  const lowered = confidentiality < found.confidentiality;
  const save = async (body: { confidentiality: ConfidentialityClass; reason: string }) => {
    const { data } = await createCaseClassification({ path: { caseId: found.id }, headers: ifMatch(found), body, throwOnError: true });
    await changed(data);
    notifyDone(t('class.saved', { level: data.confidentiality }));
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={t('class.title')} closeButtonProps={{ 'aria-label': t('common:action.close') }}>
      <form {...f.props(save)}>
        <Stack gap="md">
          <ErrorSummary {...f.summary} />
          <Text>{t(owns ? 'class.textOwner' : 'class.text')}</Text>
          <NativeSelect
            label={t('change.class')}
            data={classes.filter((one) => owns || one >= found.confidentiality).map((one) => ({ value: one, label: `${one} ${t(`common:secrecy.${one}`)}` }))}
            {...f.field('confidentiality')}
          />
          {lowered ? <Text size="sm">{t('class.lowered')}</Text> : <SecrecyLine level={confidentiality} readers={readers} />}
          <Textarea label={lowered ? `${t('change.classReason')} ${t('common:form.required')}` : t('class.reason')} autosize minRows={2} {...f.field('reason')} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button type="submit" loading={f.pending} disabled={confidentiality === found.confidentiality}>
              {t('class.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
