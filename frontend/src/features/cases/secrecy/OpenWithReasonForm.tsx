import { Button, List, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { createBreakGlassAccess } from '@/shared/api/generated';
import { listBreakGlassAccessesQueryKey } from '@/shared/api/generated/@tanstack/react-query.gen';
import { useFormat } from '@/shared/lib/format';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { notifyDone } from '@/shared/ui/notify';
import css from '../cases.module.css';

const SHORTEST = 3;
const consequences = ['hours', 'told', 'logged', 'read', 'never'] as const;

/** What follows stands above the fields, before anything is done. */
export function OpenWithReasonForm() {
  const { t } = useTranslation(['cases', 'common']);
  const format = useFormat();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const f = useAppForm({
    initialValues: { caseNumber: '', reason: '' },
    validate: {
      caseNumber: (v) => (v.trim() ? null : t('glass.numberMissing')),
      reason: (v) => (v.trim().length >= SHORTEST ? null : t('glass.reasonMissing')),
    },
  });
  const save = async (body: { caseNumber: string; reason: string }) => {
    const { data } = await createBreakGlassAccess({ body, throwOnError: true });
    await queryClient.invalidateQueries({ queryKey: listBreakGlassAccessesQueryKey() });
    notifyDone(t('glass.opened', { at: format.instant(data.until) }));
    if (data.caseId) await navigate({ to: '/arenden/$caseId', params: { caseId: data.caseId }, search: {} });
  };
  return (
    <form {...f.props(save)} className={css.form}>
      <Stack gap="md">
        <ErrorSummary {...f.summary} />
        <div className={css.urgent}>
          <Text fw={650} mb={4}>
            {t('glass.before')}
          </Text>
          <List size="sm" spacing={4}>
            {consequences.map((one) => (
              <List.Item key={one}>{t(`glass.consequence.${one}`)}</List.Item>
            ))}
          </List>
        </div>
        <TextInput label={`${t('glass.number')} ${t('common:form.required')}`} description={t('glass.numberHint')} autoComplete="off" maw={320} {...f.field('caseNumber')} />
        <Textarea label={`${t('glass.reason')} ${t('common:form.required')}`} description={t('glass.reasonHint')} autosize minRows={3} {...f.field('reason')} />
        <Button type="submit" loading={f.pending} className={css.submit}>
          {t('glass.save')}
        </Button>
      </Stack>
    </form>
  );
}
