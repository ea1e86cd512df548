import { Button, Group, Modal, NativeSelect, Stack, Text, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { createCaseRulePack, type CaseOut } from '@/shared/api/generated';
import { ifMatch } from '@/shared/api/etag';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { notifyDone } from '@/shared/ui/notify';
import { useCaseWrite } from './useCaseWrite';

const SHORTEST = 3;

/** The case goes over to the rules of today; where those lack its type, to one that takes its place (C19). */
export function RulesDialog({ found, onClose }: { found: CaseOut; onClose: () => void }) {
  const { t } = useTranslation(['cases', 'common']);
  const changed = useCaseWrite(found.id);
  const types = found.newerRules?.caseTypes ?? [];
  const same = types.some(({ code }) => code === found.caseType.code);
  const f = useAppForm({
    initialValues: { caseTypeCode: types.length === 1 ? (types[0]?.code ?? '') : '', reason: '' },
    validate: {
      caseTypeCode: (v) => (v ? null : t('rules.typeMissing')),
      reason: (v) => (v.trim().length >= SHORTEST ? null : t('rules.reasonMissing')),
    },
  });
  const save = async (values: typeof f.form.values) => {
    const body = { ...values, rulePack: found.newerRules?.code ?? '' };
    const { data } = await createCaseRulePack({ path: { caseId: found.id }, headers: ifMatch(found), body, throwOnError: true });
    await changed(data);
    notifyDone(t('rules.saved'));
    onClose();
  };
  const choices = types.map(({ code, label }) => ({ value: code, label }));
  return (
    <Modal opened onClose={onClose} title={t('rules.title')} closeButtonProps={{ 'aria-label': t('common:action.close') }}>
      <form {...f.props(save)}>
        <Stack gap="md">
          <ErrorSummary {...f.summary} />
          <Text>{t('rules.text', { label: found.newerRules?.label })}</Text>
          {!same && (
            <NativeSelect
              label={`${t('rules.type')} ${t('common:form.required')}`}
              description={t('rules.typeGone', { type: found.caseType.label })}
              data={[{ value: '', label: t('common:form.choose') }, ...choices]}
              {...f.field('caseTypeCode')}
            />
          )}
          <Textarea label={`${t('rules.reason')} ${t('common:form.required')}`} autosize minRows={2} {...f.field('reason')} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button type="submit" loading={f.pending}>
              {t('rules.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
