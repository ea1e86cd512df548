import { Button, Group, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { createDecisionAppeal, type CaseOut, type DecisionOut, type LateBecause, type Party } from '@/shared/api/generated';
import { today } from '@/shared/lib/days';
import { parseDate } from '@/shared/lib/parseDate';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { notifyDone } from '@/shared/ui/notify';
import { useJournalReason } from '@/shared/ui/useJournalReason';
import css from '../cases.module.css';
import { DayInput } from '../DayInput';
import { upTo } from '../upTo';
import { useCaseWrite } from '../useCaseWrite';
import { parties } from './choices';

const becauses: readonly LateBecause[] = ['WRONG_INSTRUCTIONS', 'SENT_TO_BOARD'];
const start = { notificationId: '', party: 'GUARDIAN' as Party, appellant: '', receivedOn: '', wants: '', lateBecause: '' as LateBecause | '' };
type Values = typeof start;

interface Props {
  found: CaseOut;
  one: DecisionOut;
  onDone: () => void;
}

/** An appeal that came in. Whose time is counted follows from the recipient. */
export function AppealForm({ found, one, onDone }: Props) {
  const { t } = useTranslation(['cases', 'common']);
  const changed = useCaseWrite(found.id);
  const journal = useJournalReason();
  const f = useAppForm<Values>({
    initialValues: { ...start, receivedOn: today() },
    validate: {
      appellant: (v, all) => (v.trim() || all.notificationId ? null : t('hearing.nameMissing')),
      receivedOn: (v) => (parseDate(v, 0) === v && v <= today() ? null : t('decision.dayWrong')),
    },
  });
  const save = async (values: Values) => {
    const told = one.notifications.find((each) => each.id === values.notificationId);
    const body = {
      party: told?.party ?? values.party,
      appellant: told?.name ?? values.appellant,
      notificationId: values.notificationId || null,
      receivedOn: values.receivedOn,
      wants: values.wants.trim() || null,
      lateBecause: values.lateBecause || null,
    };
    await journal.guarded((journalReason) => createDecisionAppeal({ path: { caseId: found.id, decisionId: one.id }, headers: upTo(one), body: { ...body, journalReason }, throwOnError: true }));
    await changed();
    notifyDone(t('appeal.saved'));
    onDone();
  };
  const told = [{ value: '', label: t('appeal.somebodyElse') }, ...one.notifications.map((each) => ({ value: each.id, label: each.name }))];
  return (
    <form {...f.props(save)} className={css.item} aria-label={t('appeal.add')}>
      <Stack gap="sm">
        <ErrorSummary {...f.summary} />
        <Text>{t('appeal.text')}</Text>
        <NativeSelect label={t('appeal.who')} data={told} {...f.field('notificationId')} />
        {!f.form.values.notificationId && (
          <Group align="flex-start" grow preventGrowOverflow={false}>
            <NativeSelect label={t('hearing.party')} data={parties.map((p) => ({ value: p, label: t(`party.${p}`) }))} {...f.field('party')} />
            <TextInput label={t('hearing.name')} {...f.field('appellant')} />
          </Group>
        )}
        <DayInput label={t('appeal.receivedOn')} field={f.field('receivedOn')} />
        <Textarea label={`${t('appeal.wants')} ${t('common:form.optional')}`} autosize minRows={2} {...f.field('wants')} />
        <NativeSelect
          label={`${t('appeal.lateBecause')} ${t('common:form.optional')}`}
          data={[{ value: '', label: t('appeal.noReason') }, ...becauses.map((b) => ({ value: b, label: t(`lateBecause.${b}`) }))]}
          {...f.field('lateBecause')}
        />
        {journal.field}
        <Group>
          <Button type="submit" loading={f.pending}>
            {t('appeal.save')}
          </Button>
          <Button variant="default" onClick={onDone}>
            {t('common:action.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
