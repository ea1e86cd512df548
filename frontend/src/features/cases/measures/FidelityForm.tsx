import { Group, Radio, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { createFidelityEntry, type CaseOut, type Kept, type MeasureOut } from '@/shared/api/generated';
import { today } from '@/shared/lib/days';
import { parseDate } from '@/shared/lib/parseDate';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { FormButtons } from '@/shared/ui/FormButtons';
import { notifyDone } from '@/shared/ui/notify';
import { SecrecyLine } from '@/shared/ui/SecrecyLine';
import { useJournalReason } from '@/shared/ui/useJournalReason';
import { DayInput } from '../DayInput';
import { useCaseWrite } from '../useCaseWrite';
import { useReaders } from '../useReaders';

const answers: readonly Kept[] = ['YES', 'PARTLY', 'NO'];

interface Props {
  found: CaseOut;
  measure: MeasureOut;
  onDone: () => void;
}

/** Was it done as planned that day? One answer a day and person. */
export function FidelityForm({ found, measure, onDone }: Props) {
  const { t } = useTranslation('cases');
  const changed = useCaseWrite(found.id);
  const journal = useJournalReason();
  const readers = useReaders(found.id, measure.confidentiality);
  const f = useAppForm({
    initialValues: { kept: 'YES' as Kept, day: today(), note: '' },
    validate: { day: (v) => (parseDate(v, 0) === v && v >= measure.startOn && v <= today() ? null : t('measure.followDayWrong')) },
  });
  const save = async ({ note, ...rest }: typeof f.form.values) => {
    await journal.guarded((journalReason) => createFidelityEntry({ path: { caseId: found.id, measureId: measure.id }, body: { ...rest, note: note.trim() || null, journalReason }, throwOnError: true }));
    await changed();
    notifyDone(t('measure.followed'));
    onDone();
  };
  return (
    <form {...f.props(save)} aria-label={t('measure.follow')}>
      <Stack gap="sm" mt="sm">
        <ErrorSummary {...f.summary} />
        <Radio.Group label={t('measure.days')} value={f.form.values.kept} onChange={(kept) => f.form.setFieldValue('kept', kept as Kept)}>
          <Group mt="xs">
            {answers.map((one) => (
              <Radio key={one} value={one} label={t(`kept.${one}`)} />
            ))}
          </Group>
        </Radio.Group>
        <DayInput label={t('measure.followDay')} field={f.field('day')} />
        <TextInput label={t('measure.followNote')} autoComplete="off" {...f.field('note')} />
        <SecrecyLine level={measure.confidentiality} readers={readers} />
        {journal.field}
        <FormButtons save={t('measure.followSave')} pending={f.pending} onCancel={onDone} />
      </Stack>
    </form>
  );
}
