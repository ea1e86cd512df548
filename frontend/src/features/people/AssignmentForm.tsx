import { Button, Group, NativeSelect, Paper, Stack, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { createAssignment, type AssignmentIn } from '@/shared/api/generated';
import { listAreasOptions, listAssignmentsQueryKey, listPeopleQueryKey, listProfessionsOptions, listSchoolsOptions, readPersonQueryKey } from '@/shared/api/generated/@tanstack/react-query.gen';
import { capital, useLookups } from '@/shared/api/lookups';
import { today } from '@/shared/lib/days';
import { parseDate } from '@/shared/lib/parseDate';
import { useAppForm, type AppForm } from '@/shared/lib/useAppForm';
import { DateField } from '@/shared/ui/DateField';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { notifyDone } from '@/shared/ui/notify';

interface Values extends Record<string, unknown> {
  function: string;
  professionCode: string;
  scopeType: string;
  schoolId: string;
  areaId: string;
  share: string;
  validFrom: string;
  validTo: string;
}

const isDay = (v: string) => parseDate(v, 0) === v;
const percentOf = (text: string) => Number(text.trim().replace(',', '.').replace('%', ''));

function bodyOf(personId: string, v: Values): AssignmentIn {
  return {
    personId,
    function: v.function as AssignmentIn['function'],
    professionCode: v.professionCode || null,
    scopeType: v.scopeType as AssignmentIn['scopeType'],
    schoolId: v.scopeType === 'UNIT' ? v.schoolId : null,
    areaId: v.scopeType === 'AREA' ? v.areaId : null,
    share: v.share.trim() ? percentOf(v.share) / 100 : null,
    validFrom: v.validFrom,
    validTo: v.validTo || null,
  };
}

export function AssignmentForm({ personId, onDone }: { personId: string; onDone: () => void }) {
  const { t, i18n } = useTranslation(['people', 'common']);
  const { options } = useLookups();
  const queryClient = useQueryClient();
  const professions = useQuery(listProfessionsOptions({ query: { limit: 100 } })).data?.items ?? [];
  const f = useAppForm<Values>({
    initialValues: { function: 'TEACHER', professionCode: '', scopeType: 'UNIT', schoolId: '', areaId: '', share: '', validFrom: today(), validTo: '' },
    validate: {
      schoolId: (v, all) => (all.scopeType !== 'UNIT' || v ? null : t('person.placeMissing')),
      areaId: (v, all) => (all.scopeType !== 'AREA' || v ? null : t('person.placeMissing')),
      share: (v) => (v.trim() === '' || (percentOf(v) >= 0 && percentOf(v) <= 100) ? null : t('person.shareWrong')),
      validFrom: (v) => (isDay(v) ? null : t('person.fromMissing')),
      validTo: (v) => (v === '' || isDay(v) ? null : t('person.toWrong')),
    },
  });
  const save = async (values: Values) => {
    await createAssignment({ body: bodyOf(personId, values), throwOnError: true });
    for (const queryKey of [listAssignmentsQueryKey(), readPersonQueryKey({ path: { personId } }), listPeopleQueryKey()]) {
      await queryClient.invalidateQueries({ queryKey });
    }
    notifyDone(t('person.given'));
    onDone();
  };
  const named = professions.filter((p) => p.active).map((p) => ({ value: p.code, label: capital(i18n.language === 'en' ? p.nameEn : p.nameSv) }));
  return (
    <Paper withBorder p="md" mb="md">
      <form {...f.props(save)}>
        <Stack gap="md" maw={560}>
          <ErrorSummary {...f.summary} />
          <NativeSelect label={t('person.what')} description={t('person.functionHelp')} data={options('function')} {...f.field('function')} />
          <NativeSelect label={t('person.profession')} data={[{ value: '', label: t('person.noProfession') }, ...named]} {...f.field('professionCode')} />
          <NativeSelect label={t('person.scope')} data={options('assignment_scope')} {...f.field('scopeType')} />
          <Place f={f} />
          <TextInput label={t('person.share')} description={t('person.shareHint')} inputMode="decimal" maw={240} {...f.field('share')} />
          <Group align="flex-start">
            <DayOf f={f} path="validFrom" label={`${t('person.from')} ${t('common:form.required')}`} />
            <DayOf f={f} path="validTo" label={t('person.optionalTo')} />
          </Group>
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

function Place({ f }: { f: AppForm<Values> }) {
  const { t } = useTranslation(['people', 'common']);
  const schools = useQuery(listSchoolsOptions({ query: { limit: 100 } })).data?.items ?? [];
  const areas = useQuery(listAreasOptions({ query: { limit: 100 } })).data?.items ?? [];
  const scope = f.form.values.scopeType;
  if (scope === 'ORGANISER') return null;
  const unit = scope === 'UNIT';
  const places = (unit ? schools : areas).map((place) => ({ value: place.id, label: place.name }));
  return (
    <NativeSelect
      label={`${t(unit ? 'person.school' : 'person.area')} ${t('common:form.required')}`}
      data={[{ value: '', label: t('person.placeMissing') }, ...places]}
      {...f.field(unit ? 'schoolId' : 'areaId')}
    />
  );
}

function DayOf({ f, path, label }: { f: AppForm<Values>; path: string; label: string }) {
  const { value, onChange, ...rest } = f.field(path) as { value: string; onChange: (day: string) => void; id: string };
  return <DateField label={label} value={value} onChange={onChange} {...rest} />;
}
