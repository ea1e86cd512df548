import { Button, Checkbox, Stack, Text, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { createCaseHandover, type HandoverCaseOut } from '@/shared/api/generated';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { notifyDone } from '@/shared/ui/notify';
import { useJournalReason } from '@/shared/ui/useJournalReason';
import css from '../cases.module.css';
import { PersonSelect } from '../PersonSelect';

const SHORTEST = 3;

interface Props {
  from: string;
  schoolId: string;
  cases: readonly HandoverCaseOut[];
}

/** All are chosen but those of class K4, which are named one by one. */
export function HandoverForm({ from, schoolId, cases }: Props) {
  const { t } = useTranslation(['cases', 'common']);
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const journal = useJournalReason();
  const f = useAppForm({
    initialValues: { toPersonId: '', reason: '', chosen: cases.filter((one) => one.confidentiality !== 'K4').map((one) => one.id) },
    validate: {
      toPersonId: (v) => (v && v !== from ? null : t('handover.toMissing')),
      reason: (v) => (v.trim().length >= SHORTEST ? null : t('handover.reasonMissing')),
    },
  });
  const { chosen } = f.form.values;
  const save = async ({ toPersonId, reason }: { toPersonId: string; reason: string }) => {
    const strict = cases.filter((one) => one.confidentiality === 'K4').map((one) => one.id);
    const body = {
      fromPersonId: from,
      toPersonId,
      reason,
      caseIds: chosen.filter((id) => !strict.includes(id)),
      namedCaseIds: chosen.filter((id) => strict.includes(id)),
    };
    const { data } = await journal.guarded((journalReason) => createCaseHandover({ body: { ...body, journalReason }, throwOnError: true }));
    await queryClient.invalidateQueries();
    notifyDone(t('handover.saved', { count: data.items.length }));
    await navigate({ to: '/arenden', search: {} });
  };
  return (
    <form {...f.props(save)}>
      <Stack gap="md" mt="md">
        <ErrorSummary {...f.summary} />
        <Checkbox.Group label={t('handover.cases')} description={t('handover.strict')} value={chosen} onChange={(next) => f.form.setFieldValue('chosen', next)}>
          <ul className={css.plain}>
            {cases.map((one) => (
              <li key={one.id}>
                <Checkbox
                  mt="xs"
                  value={one.id}
                  label={`${one.number} · ${one.caseType.label} · ${t(`phase.${one.phase}`)} · ${one.confidentiality} ${t(`common:secrecy.${one.confidentiality}`)}`}
                />
              </li>
            ))}
          </ul>
        </Checkbox.Group>
        <PersonSelect label={`${t('handover.to')} ${t('common:form.required')}`} schoolId={schoolId} field={f.field('toPersonId')} />
        <Textarea label={`${t('handover.reason')} ${t('common:form.required')}`} description={t('handover.reasonHint')} autosize minRows={2} {...f.field('reason')} />
        <Text size="sm">{t('handover.consequence')}</Text>
        {journal.field}
        <Button type="submit" loading={f.pending} disabled={chosen.length === 0} className={css.submit}>
          {t('handover.save', { count: chosen.length })}
        </Button>
      </Stack>
    </form>
  );
}
