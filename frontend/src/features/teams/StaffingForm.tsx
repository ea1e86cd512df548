import { Button, Group, NativeSelect, Paper, Stack, Text, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { changeStaffingRecord, createStaffingRecord, type StaffingOut, type Term } from '@/shared/api/generated';
import { listProfessionsOptions, listSchoolYearsOptions, listStaffingRecordsQueryKey, readStaffingRecordOptions, readStaffingRecordQueryKey } from '@/shared/api/generated/@tanstack/react-query.gen';
import { ifMatch } from '@/shared/api/etag';
import { capital, useLookups } from '@/shared/api/lookups';
import { useMe } from '@/shared/api/me';
import { useAppForm, type AppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { notifyDone } from '@/shared/ui/notify';
import { QueryState } from '@/shared/ui/QueryState';

interface Props {
  schoolId: string;
  /** Empty for posts that have not been entered. */
  recordId: string;
  onDone: () => void;
}

/** "0,8" and "0.8" are the same number. */
const numberOf = (text: string) => Number(text.trim().replace(',', '.'));
const isNumber = (text: string) => text.trim() !== '' && Number.isFinite(numberOf(text)) && numberOf(text) >= 0;

export function StaffingForm({ schoolId, recordId, onDone }: Props) {
  const query = useQuery({ ...readStaffingRecordOptions({ path: { staffingRecordId: recordId } }), enabled: recordId !== '' });
  const years = useQuery(listSchoolYearsOptions({ query: { limit: 20 } }));
  if (recordId === '') return <QueryState query={years}>{(data) => <Fields schoolId={schoolId} years={data.items} onDone={onDone} />}</QueryState>;
  return <QueryState query={query}>{(record) => <Fields schoolId={schoolId} years={[]} record={record} onDone={onDone} />}</QueryState>;
}

interface Values extends Record<string, unknown> {
  professionCode: string;
  schoolYearId: string;
  term: string;
  fullTimeShare: string;
  pupils: string;
}

function useSave(schoolId: string, record: StaffingOut | undefined, onDone: () => void) {
  const { t } = useTranslation(['teams', 'common']);
  const queryClient = useQueryClient();
  return async (values: Values) => {
    const figures = { fullTimeShare: numberOf(values.fullTimeShare), pupils: numberOf(values.pupils) };
    if (record) {
      const path = { staffingRecordId: record.id };
      await changeStaffingRecord({ path, headers: ifMatch(record), body: figures, throwOnError: true });
      await queryClient.invalidateQueries({ queryKey: readStaffingRecordQueryKey({ path }) });
    } else {
      const { professionCode, schoolYearId, term } = values;
      await createStaffingRecord({ body: { schoolId, professionCode, schoolYearId, term: term as Term, ...figures }, throwOnError: true });
    }
    await queryClient.invalidateQueries({ queryKey: listStaffingRecordsQueryKey() });
    notifyDone(t('school.staffingSaved'));
    onDone();
  };
}

interface FieldsProps {
  schoolId: string;
  years: readonly { id: string; code: string }[];
  record?: StaffingOut;
  onDone: () => void;
}

function Fields({ schoolId, years, record, onDone }: FieldsProps) {
  const { t } = useTranslation(['teams', 'common']);
  const { currentSchoolYear } = useMe();
  const save = useSave(schoolId, record, onDone);
  const f = useAppForm<Values>({
    initialValues: {
      professionCode: '',
      schoolYearId: years.find((y) => y.code === currentSchoolYear)?.id ?? years[0]?.id ?? '',
      term: 'HT',
      fullTimeShare: record ? String(record.fullTimeShare).replace('.', ',') : '',
      pupils: record ? String(record.pupils) : '',
    },
    validate: {
      professionCode: (v) => (record || v ? null : t('school.professionMissing')),
      fullTimeShare: (v) => (isNumber(v) ? null : t('school.shareWrong')),
      pupils: (v) => (isNumber(v) && Number.isInteger(numberOf(v)) ? null : t('school.pupilsWrong')),
    },
  });
  return (
    <Paper withBorder p="md" mb="md">
      <form {...f.props(save)}>
        <Stack gap="md" maw={480}>
          <ErrorSummary {...f.summary} />
          {record ? <What record={record} /> : <Choices f={f} years={years} />}
          <TextInput label={`${t('school.share')} ${t('common:form.required')}`} inputMode="decimal" maw={200} {...f.field('fullTimeShare')} />
          <TextInput label={`${t('school.pupils')} ${t('common:form.required')}`} inputMode="numeric" maw={200} {...f.field('pupils')} />
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
    </Paper>
  );
}

function What({ record }: { record: StaffingOut }) {
  const { label } = useLookups();
  const what = `${capital(record.professionLabel)}, ${label('term', record.term)} ${record.schoolYear}`;
  return <Text fw={600}>{what}</Text>;
}

function Choices({ f, years }: { f: AppForm<Values>; years: FieldsProps['years'] }) {
  const { t, i18n } = useTranslation(['teams', 'common']);
  const { options } = useLookups();
  const professions = useQuery(listProfessionsOptions({ query: { limit: 100 } })).data?.items ?? [];
  const named = professions.filter((p) => p.active).map((p) => ({ value: p.code, label: capital(i18n.language === 'en' ? p.nameEn : p.nameSv) }));
  return (
    <>
      <NativeSelect label={`${t('school.profession')} ${t('common:form.required')}`} data={[{ value: '', label: t('school.professionMissing') }, ...named]} {...f.field('professionCode')} />
      <Group>
        <NativeSelect label={t('school.year')} data={years.map((y) => ({ value: y.id, label: y.code }))} {...f.field('schoolYearId')} />
        <NativeSelect label={t('school.term')} data={options('term')} {...f.field('term')} />
      </Group>
    </>
  );
}
