import { Button, Group, NativeSelect, Stack, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { createCaseMember, type CaseOut, type CircleRole } from '@/shared/api/generated';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { notifyDone } from '@/shared/ui/notify';
import css from './cases.module.css';
import { PersonSelect } from './PersonSelect';
import { useCaseWrite } from './useCaseWrite';

const roles: readonly CircleRole[] = ['INVESTIGATOR', 'CONTRIBUTOR', 'INFORMED'];

export function MemberForm({ found, onDone }: { found: CaseOut; onDone: () => void }) {
  const { t } = useTranslation(['cases', 'common']);
  const changed = useCaseWrite(found.id);
  const f = useAppForm({
    initialValues: { personId: '', role: 'CONTRIBUTOR' as CircleRole, reason: '' },
    validate: {
      personId: (v) => (v ? null : t('circle.personMissing')),
      reason: (v) => (v.trim() ? null : t('circle.reasonMissing')),
    },
  });
  const save = async (body: typeof f.form.values) => {
    await createCaseMember({ path: { caseId: found.id }, body, throwOnError: true });
    await changed();
    notifyDone(t('circle.saved'));
    onDone();
  };
  return (
    <form {...f.props(save)} className={css.item} aria-label={t('circle.add')}>
      <Stack gap="sm">
        <ErrorSummary {...f.summary} />
        <PersonSelect label={`${t('circle.person')} ${t('common:form.required')}`} schoolId={found.school.id} field={f.field('personId')} />
        <NativeSelect label={t('circle.role')} data={roles.map((one) => ({ value: one, label: t(`role.${one}`) }))} {...f.field('role')} />
        <Textarea label={`${t('circle.reason')} ${t('common:form.required')}`} autosize minRows={2} {...f.field('reason')} />
        <Group>
          <Button type="submit" loading={f.pending}>
            {t('circle.save')}
          </Button>
          <Button variant="default" onClick={onDone}>
            {t('common:action.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
