import { Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { createAgreedLine, type CaseOut, type MeasureOut } from '@/shared/api/generated';
import { listLineReadersOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { today } from '@/shared/lib/days';
import { parseDate } from '@/shared/lib/parseDate';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { FormButtons } from '@/shared/ui/FormButtons';
import { notifyDone } from '@/shared/ui/notify';
import { SecrecyLine } from '@/shared/ui/SecrecyLine';
import { useJournalReason } from '@/shared/ui/useJournalReason';
import { DayInput } from '../DayInput';
import { PersonSelect } from '../PersonSelect';
import { useCaseWrite } from '../useCaseWrite';

const LONGEST = 200;

interface Props {
  found: CaseOut;
  measure: MeasureOut;
  onDone: () => void;
}

/** What is shared now, else until the day that the measure ends or is followed up. */
function start({ agreedLine: line, endOn, followUpOn, responsible }: MeasureOut) {
  if (line) return { line: line.line, sharedUntil: line.sharedUntil, askId: line.ask.id };
  const until = endOn ?? followUpOn;
  return { line: '', sharedUntil: until >= today() ? until : '', askId: responsible.id };
}

/** One line for those who teach, without cause or case. Who reads it stands under the field. */
export function AgreedForm({ found, measure, onDone }: Props) {
  const { t } = useTranslation(['cases', 'common']);
  const changed = useCaseWrite(found.id);
  const journal = useJournalReason();
  const readers = useQuery(listLineReadersOptions({ path: { caseId: found.id } })).data?.items;
  const f = useAppForm({
    initialValues: start(measure),
    validate: {
      line: (v) => (v.trim() ? null : t('agreed.lineMissing')),
      sharedUntil: (v) => (parseDate(v, 0) === v && v >= today() ? null : t('agreed.untilWrong')),
    },
  });
  const save = async ({ askId, ...rest }: typeof f.form.values) => {
    await journal.guarded((journalReason) => createAgreedLine({ path: { caseId: found.id, measureId: measure.id }, body: { ...rest, askId: askId || null, journalReason }, throwOnError: true }));
    await changed();
    notifyDone(t('agreed.shared'));
    onDone();
  };
  return (
    <form {...f.props(save)} aria-label={t('agreed.share')}>
      <Stack gap="sm" mt="sm">
        <ErrorSummary {...f.summary} />
        <TextInput label={`${t('agreed.line')} ${t('common:form.required')}`} description={t('agreed.lineHint')} maxLength={LONGEST} autoComplete="off" {...f.field('line')} />
        <SecrecyLine level="K2" readers={readers?.map(({ id, name }) => ({ id, name, why: t('agreed.teaches') })) ?? null} />
        {found.confidentiality === 'K4' && <Text size="sm">{t('agreed.grantedOnly')}</Text>}
        <DayInput label={`${t('agreed.until')} ${t('common:form.required')}`} field={f.field('sharedUntil')} />
        <PersonSelect label={t('agreed.askWhom')} schoolId={found.school.id} also={measure.responsible} field={f.field('askId')} />
        {journal.field}
        <FormButtons save={t('agreed.save')} pending={f.pending} onCancel={onDone} />
      </Stack>
    </form>
  );
}
