import { ActionIcon, Button, Fieldset, Group, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { createConsent, type CaseOut, type ConsentForm as How, type Party, type RecipientKind } from '@/shared/api/generated';
import { today } from '@/shared/lib/days';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { notifyDone } from '@/shared/ui/notify';
import { SecrecyLine } from '@/shared/ui/SecrecyLine';
import { useJournalReason } from '@/shared/ui/useJournalReason';
import css from '../cases.module.css';
import { DayInput } from '../DayInput';
import { parties } from '../decision/choices';
import { useCaseWrite } from '../useCaseWrite';
import { useReaders } from '../useReaders';
import { weekdayIn } from '../weekday';
import { StudentChoice } from './StudentChoice';
import { consentForms, dayOr, recipientKinds } from './values';

const A_TERM = 120;
const MOST = 4;
type Giver = { party: Party; name: string };

function startOf(found: CaseOut) {
  return {
    studentId: found.students[0]?.id ?? '',
    bornOn: '',
    recipientKind: 'SOCIAL_SERVICES' as RecipientKind,
    recipient: '',
    scope: '',
    givers: [{ party: 'GUARDIAN' as Party, name: '' }] as Giver[],
    form: 'WRITTEN' as How,
    givenOn: today(),
    expiresOn: weekdayIn(A_TERM),
  };
}
type Values = ReturnType<typeof startOf>;

/** Who lets the school tell whom what, and for how long. */
export function ConsentForm({ found, onDone }: { found: CaseOut; onDone: () => void }) {
  const { t } = useTranslation(['cases', 'common']);
  const changed = useCaseWrite(found.id);
  const journal = useJournalReason();
  const readers = useReaders(found.id, found.confidentiality);
  const aboutPupil = found.subject === 'STUDENT';
  const day = dayOr(t('decision.dayWrong'));
  const f = useAppForm<Values>({
    initialValues: startOf(found),
    validate: {
      recipient: (v) => (v.trim() ? null : t('consent.recipientMissing')),
      scope: (v) => (v.trim() ? null : t('consent.scopeMissing')),
      bornOn: (v) => (aboutPupil ? day(v) : null),
      givenOn: day,
      expiresOn: day,
      givers: { name: (v) => (v.trim() ? null : t('consent.giverMissing')) },
    },
  });
  const { givers } = f.form.values;
  const save = async (values: Values) => {
    const body = { ...values, studentId: aboutPupil ? values.studentId || null : null, bornOn: aboutPupil ? values.bornOn : null };
    await journal.guarded((journalReason) => createConsent({ path: { caseId: found.id }, body: { ...body, journalReason }, throwOnError: true }));
    await changed();
    notifyDone(t('consent.saved'));
    onDone();
  };
  const required = t('common:form.required');
  return (
    <form {...f.props(save)} className={css.item} aria-label={t('consent.add')}>
      <Stack gap="sm">
        <ErrorSummary {...f.summary} />
        <StudentChoice found={found} field={f.field('studentId')} />
        <Group align="flex-start" grow preventGrowOverflow={false}>
          <NativeSelect label={t('ledger.recipientKind')} data={recipientKinds.map((k) => ({ value: k, label: t(`recipientKind.${k}`) }))} {...f.field('recipientKind')} />
          <TextInput label={`${t('ledger.recipient')} ${required}`} description={t('ledger.recipientHint')} inputWrapperOrder={['label', 'input', 'description', 'error']} {...f.field('recipient')} />
        </Group>
        <Textarea label={`${t('consent.scope')} ${required}`} description={t('consent.scopeHint')} autosize minRows={2} {...f.field('scope')} />
        {aboutPupil && <DayInput label={t('decision.bornOn')} field={f.field('bornOn')} />}
        <Fieldset legend={t('consent.givers')} classNames={{ legend: css.legend }}>
          <Stack gap="sm">
            {givers.map((giver, at) => (
              <Group key={at} align="flex-end" wrap="nowrap">
                <NativeSelect label={t('hearing.party')} data={parties.map((p) => ({ value: p, label: t(`party.${p}`) }))} {...f.field(`givers.${at}.party`)} />
                <TextInput style={{ flex: 1 }} label={`${t('hearing.name')} ${required}`} {...f.field(`givers.${at}.name`)} />
                {givers.length > 1 && (
                  <ActionIcon variant="subtle" size="lg" aria-label={t('consent.removeGiver', { name: giver.name })} onClick={() => f.form.removeListItem('givers', at)}>
                    <IconX size={18} aria-hidden />
                  </ActionIcon>
                )}
              </Group>
            ))}
            {givers.length < MOST && (
              <Group>
                <Button variant="default" size="sm" onClick={() => f.form.insertListItem('givers', { party: 'GUARDIAN', name: '' })}>
                  {t('consent.addGiver')}
                </Button>
              </Group>
            )}
          </Stack>
        </Fieldset>
        <NativeSelect label={t('consent.form')} data={consentForms.map((c) => ({ value: c, label: t(`consentForm.${c}`) }))} {...f.field('form')} />
        <Group align="flex-start" grow preventGrowOverflow={false}>
          <DayInput label={t('consent.givenOn')} field={f.field('givenOn')} />
          <DayInput label={t('consent.expiresOn')} field={f.field('expiresOn')} />
        </Group>
        <SecrecyLine level={found.confidentiality} readers={readers} />
        {journal.field}
        <Group>
          <Button type="submit" loading={f.pending}>
            {t('common:action.save')}
          </Button>
          <Button variant="default" onClick={onDone}>
            {t('common:action.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
