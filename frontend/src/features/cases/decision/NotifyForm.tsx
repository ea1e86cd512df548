import { Button, Group, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { createDecisionNotification, type CaseOut, type Channel, type DecisionOut, type Party } from '@/shared/api/generated';
import { today } from '@/shared/lib/days';
import { parseDate } from '@/shared/lib/parseDate';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { notifyDone } from '@/shared/ui/notify';
import { useJournalReason } from '@/shared/ui/useJournalReason';
import css from '../cases.module.css';
import { DayInput } from '../DayInput';
import { useCaseWrite } from '../useCaseWrite';
import { channels, parties } from './choices';

interface Props {
  found: CaseOut;
  one: DecisionOut;
  onDone: () => void;
}

function startOf(one: DecisionOut) {
  return { party: one.awaitedParties[0] ?? ('GUARDIAN' as Party), name: '', channel: 'IN_PERSON' as Channel, sentOn: today(), receivedOn: '', consentOn: '', considered: '' };
}
type Values = ReturnType<typeof startOf>;

const OF_AGE = 18;

/** Whose guardians are told without being asked. */
function isMinor(bornOn: string | null): boolean {
  return bornOn !== null && `${Number(bornOn.slice(0, 4)) + OF_AGE}${bornOn.slice(4)}` > today();
}

/** One recipient; two guardians are two. */
export function NotifyForm({ found, one, onDone }: Props) {
  const { t } = useTranslation(['cases', 'common']);
  const changed = useCaseWrite(found.id);
  const journal = useJournalReason();
  const wrong = (v: string) => (v === '' || parseDate(v, 0) === v ? null : t('decision.dayWrong'));
  const f = useAppForm<Values>({
    initialValues: startOf(one),
    validate: { name: (v) => (v.trim() ? null : t('hearing.nameMissing')), sentOn: (v) => (v ? wrong(v) : t('decision.dayWrong')), receivedOn: wrong, consentOn: wrong },
  });
  const save = async (values: Values) => {
    const body = { ...values, receivedOn: values.receivedOn || null, consentOn: values.consentOn || null, considered: values.considered.trim() || null };
    await journal.guarded((journalReason) => createDecisionNotification({ path: { caseId: found.id, decisionId: one.id }, body: { ...body, journalReason }, throwOnError: true }));
    await changed();
    notifyDone(t('notify.saved'));
    onDone();
  };
  const guardian = f.form.values.party === 'GUARDIAN';
  return (
    <form {...f.props(save)} className={css.item} aria-label={t('notify.add')}>
      <Stack gap="sm">
        <ErrorSummary {...f.summary} />
        <Text>{t('notify.text')}</Text>
        <Group align="flex-start" grow preventGrowOverflow={false}>
          <NativeSelect label={t('hearing.party')} data={parties.map((p) => ({ value: p, label: t(`party.${p}`) }))} {...f.field('party')} />
          <TextInput label={`${t('hearing.name')} ${t('common:form.required')}`} {...f.field('name')} />
        </Group>
        <NativeSelect label={t('notify.channel')} data={channels.map((c) => ({ value: c, label: t(`channel.${c}`) }))} {...f.field('channel')} />
        <Group align="flex-start" grow preventGrowOverflow={false}>
          <DayInput label={t('notify.sentOn')} field={f.field('sentOn')} />
          <DayInput label={`${t('notify.receivedOn')} ${t('common:form.optional')}`} field={f.field('receivedOn')} />
        </Group>
        {guardian && !isMinor(one.bornOn) && <DayInput label={`${t('notify.consentOn')} ${t('common:form.optional')}`} field={f.field('consentOn')} />}
        {guardian && found.confidentiality === 'K4' && <Textarea label={t('notify.considered')} autosize minRows={2} {...f.field('considered')} />}
        {journal.field}
        <Group>
          <Button type="submit" loading={f.pending}>
            {t('notify.save')}
          </Button>
          <Button variant="default" onClick={onDone}>
            {t('common:action.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
