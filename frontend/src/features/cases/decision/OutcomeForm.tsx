import { Button, Group, NativeSelect, Stack, Text, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { createAppealOutcome, type AppealOutcome, type CaseOut, type DecisionOut } from '@/shared/api/generated';
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

const outcomes: readonly AppealOutcome[] = ['UPHELD', 'CHANGED', 'REVOKED_AND_REMITTED', 'DISMISSED'];
const start = { outcome: 'UPHELD' as AppealOutcome, decidedOn: '', text: '' };
type Values = typeof start;

interface Props {
  found: CaseOut;
  one: DecisionOut;
  onDone: () => void;
}

/** What the board decided, and where the case goes by that. */
export function OutcomeForm({ found, one, onDone }: Props) {
  const { t } = useTranslation(['cases', 'common']);
  const changed = useCaseWrite(found.id);
  const journal = useJournalReason();
  const f = useAppForm<Values>({
    initialValues: { ...start, decidedOn: today() },
    validate: { decidedOn: (v) => (parseDate(v, 0) === v && v <= today() ? null : t('decision.dayWrong')) },
  });
  const save = async ({ text, ...rest }: Values) => {
    await journal.guarded((journalReason) => createAppealOutcome({ path: { caseId: found.id, decisionId: one.id }, headers: upTo(one), body: { ...rest, text: text.trim() || null, journalReason }, throwOnError: true }));
    await changed();
    notifyDone(t('appeal.outcomeSaved'));
    onDone();
  };
  return (
    <form {...f.props(save)} className={css.item} aria-label={t('appeal.outcome')}>
      <Stack gap="sm">
        <ErrorSummary {...f.summary} />
        <NativeSelect label={t('appeal.outcome')} data={outcomes.map((o) => ({ value: o, label: t(`appealOutcome.${o}`) }))} {...f.field('outcome')} />
        <Text>{t(`appeal.leads.${f.form.values.outcome}`)}</Text>
        <DayInput label={t('appeal.decidedOn')} field={f.field('decidedOn')} />
        <Textarea label={`${t('appeal.outcomeText')} ${t('common:form.optional')}`} autosize minRows={2} {...f.field('text')} />
        {journal.field}
        <Group>
          <Button type="submit" loading={f.pending}>
            {t('appeal.saveOutcome')}
          </Button>
          <Button variant="default" onClick={onDone}>
            {t('common:action.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
