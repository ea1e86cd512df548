import { Button, Checkbox, Group, NativeSelect, Radio, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { createTransfer, type CaseOut, type Channel, type OfferedOut, type TransferDestination, type TransferItem } from '@/shared/api/generated';
import { listSchoolsOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { today } from '@/shared/lib/days';
import { useAppForm, type AppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { notifyDone } from '@/shared/ui/notify';
import { SecrecyLine } from '@/shared/ui/SecrecyLine';
import { useJournalReason } from '@/shared/ui/useJournalReason';
import css from '../cases.module.css';
import { DayInput } from '../DayInput';
import { channels } from '../decision/choices';
import { StudentChoice } from '../disclosures/StudentChoice';
import { useCaseWrite } from '../useCaseWrite';
import { useReaders } from '../useReaders';

const destinations: readonly TransferDestination[] = ['UNIT', 'OUTSIDE', 'NONE'];

interface Props {
  found: CaseOut;
  offered: readonly OfferedOut[];
  onDone: () => void;
}

function startOf(found: CaseOut) {
  return {
    studentId: found.students[0]?.id ?? '',
    destination: 'UNIT' as TransferDestination,
    toSchoolId: '',
    recipient: '',
    channel: 'RECORDED_DELIVERY' as Channel,
    items: [] as TransferItem[],
    summary: '',
    strict: false,
    strictReason: '',
    told: '',
    toldOn: today(),
    reason: '',
  };
}
type Values = ReturnType<typeof startOf>;

/** What a school gets: nothing of it where nothing is handed over. */
function bodyOf(values: Values) {
  const { studentId, destination, items, told, toldOn } = values;
  const reason = values.reason.trim() || null;
  if (destination === 'NONE') return { studentId, destination, reason };
  const content = { items, summary: values.summary.trim() || null, strictReason: values.strict ? values.strictReason : null, told, toldOn };
  if (destination === 'UNIT') return { studentId, destination, toSchoolId: values.toSchoolId || null, ...content };
  return { studentId, destination, recipient: values.recipient, channel: values.channel, reason, ...content };
}

/** Which parts go along, where to, and what was said to the pupil and the guardians. */
export function TransferForm({ found, offered, onDone }: Props) {
  const { t } = useTranslation(['cases', 'common']);
  const changed = useCaseWrite(found.id);
  const journal = useJournalReason();
  const readers = useReaders(found.id, found.confidentiality);
  const f = useAppForm<Values>({ initialValues: startOf(found) });
  const { destination } = f.form.values;
  const save = async (values: Values) => {
    await journal.guarded((journalReason) => createTransfer({ path: { caseId: found.id }, body: { ...bodyOf(values), journalReason }, throwOnError: true }));
    await changed();
    notifyDone(t(values.destination === 'NONE' ? 'transfer.savedNothing' : 'transfer.saved'));
    onDone();
  };
  const required = t('common:form.required');
  const goes = destination !== 'NONE';
  return (
    <form {...f.props(save)} className={css.item} aria-label={t('transfer.add')}>
      <Stack gap="sm">
        <ErrorSummary {...f.summary} />
        <StudentChoice found={found} field={f.field('studentId')} />
        <Radio.Group label={t('transfer.where')} {...f.field('destination')}>
          <Stack gap="xs" mt="xs">
            {destinations.map((one) => (
              <Radio key={one} value={one} label={t(`transferDestination.${one}`)} description={t(`transfer.hint.${one}`)} />
            ))}
          </Stack>
        </Radio.Group>
        <Where found={found} f={f} />
        {goes && (
          <>
            <What f={f} offered={offered} />
            <Text size="sm" c="dimmed">
              {t('transfer.never')}
            </Text>
            <Textarea label={`${t('transfer.told')} ${required}`} description={t('transfer.toldHint')} autosize minRows={2} {...f.field('told')} />
            <DayInput label={t('transfer.toldOn')} field={f.field('toldOn')} />
          </>
        )}
        {destination !== 'UNIT' && <Textarea label={`${t(goes ? 'transfer.ground' : 'transfer.whyNot')} ${required}`} description={t('ledger.reasonHint')} autosize minRows={2} {...f.field('reason')} />}
        <SecrecyLine level={found.confidentiality} readers={readers} />
        {journal.field}
        <Group>
          <Button type="submit" loading={f.pending}>
            {t(goes ? 'transfer.send' : 'common:action.save')}
          </Button>
          <Button variant="default" onClick={onDone}>
            {t('common:action.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** The new school: one of the organiser's, or another organiser's and how it gets the document. */
function Where({ found, f }: { found: CaseOut; f: AppForm<Values> }) {
  const { t } = useTranslation(['cases', 'common']);
  const schools = useQuery(listSchoolsOptions({ query: { limit: 100 } })).data?.items ?? [];
  const required = t('common:form.required');
  const units = schools.filter((one) => one.id !== found.school.id).map((one) => ({ value: one.id, label: one.name }));
  const { destination } = f.form.values;
  if (destination === 'UNIT') return <NativeSelect label={`${t('transfer.toSchool')} ${required}`} data={[{ value: '', label: t('common:form.choose') }, ...units]} {...f.field('toSchoolId')} />;
  if (destination === 'NONE') return null;
  return (
    <>
      <TextInput label={`${t('transfer.recipient')} ${required}`} {...f.field('recipient')} />
      <NativeSelect label={t('hearing.channel')} data={channels.map((c) => ({ value: c, label: t(`channel.${c}`) }))} {...f.field('channel')} />
    </>
  );
}

/** The parts, how much there is of each, and what is stricter. */
function What({ f, offered }: { f: AppForm<Values>; offered: readonly OfferedOut[] }) {
  const { t } = useTranslation(['cases', 'common']);
  const { strict } = f.form.values;
  return (
    <>
      <Checkbox.Group label={t('transfer.items')} description={t('transfer.itemsHint')} {...f.field('items')}>
        <Stack gap="xs" mt="xs">
          {offered.map((one) => (
            <Checkbox key={one.item} value={one.item} disabled={one.rows + (strict ? one.strict : 0) === 0} label={t(`transferItem.${one.item}`)} description={countOf(one, t)} />
          ))}
        </Stack>
      </Checkbox.Group>
      <Textarea label={t('transfer.summary')} description={t('transfer.summaryHint')} autosize minRows={3} {...f.field('summary')} />
      {offered.some((one) => one.strict > 0) && (
        <>
          <Checkbox label={t('transfer.strict')} description={t('transfer.strictHint')} {...f.form.getInputProps('strict', { type: 'checkbox' })} />
          {strict && <Textarea label={`${t('transfer.strictReason')} ${t('common:form.required')}`} description={t('ledger.reasonHint')} autosize minRows={2} {...f.field('strictReason')} />}
        </>
      )}
    </>
  );
}

type Say = (key: 'transfer.rows' | 'transfer.rowsStrict', values: { count: number; strict: number }) => string;

function countOf({ rows, strict }: OfferedOut, t: Say): string {
  return t(strict > 0 ? 'transfer.rowsStrict' : 'transfer.rows', { count: rows, strict });
}
