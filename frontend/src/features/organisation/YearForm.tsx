import { Button, Fieldset, Group, NativeSelect, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { changeSchoolYear, createSchoolYear, type SchoolYearOut } from '@/shared/api/generated';
import { listSchoolYearsQueryKey, readSchoolYearOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { ifMatch } from '@/shared/api/etag';
import { useLookups } from '@/shared/api/lookups';
import { useAppForm, type AppForm } from '@/shared/lib/useAppForm';
import { DateField } from '@/shared/ui/DateField';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { notifyDone } from '@/shared/ui/notify';
import { QueryState } from '@/shared/ui/QueryState';
import { bodyOf, emptyYear, newBreak, renames, valuesOf, type YearValues } from './yearValues';

/** Terms and breaks of all schools; what single schools have of their own is kept as it is. */
export function YearForm({ yearId, onDone }: { yearId?: string; onDone: () => void }) {
  const query = useQuery({ ...readSchoolYearOptions({ path: { schoolYearId: yearId ?? '' } }), enabled: yearId !== undefined });
  if (yearId === undefined) return <Fields onDone={onDone} />;
  return <QueryState query={query}>{(year) => <Fields year={year} onDone={onDone} />}</QueryState>;
}

function Fields({ year, onDone }: { year?: SchoolYearOut; onDone: () => void }) {
  const { t } = useTranslation(['organisation', 'common']);
  const queryClient = useQueryClient();
  const f = useAppForm<YearValues>({
    initialValues: year ? valuesOf(year) : emptyYear(),
    validate: { code: (v) => (/^[12]\d{3}\/[12]\d{3}$/.test(v.trim()) ? null : t('calendar.codeWrong')) },
    rename: renames,
  });
  const save = async (values: YearValues) => {
    const days = bodyOf(values, year);
    if (year) await changeSchoolYear({ path: { schoolYearId: year.id }, headers: ifMatch(year), body: days, throwOnError: true });
    else await createSchoolYear({ body: { code: values.code.trim(), ...days }, throwOnError: true });
    await queryClient.invalidateQueries({ queryKey: listSchoolYearsQueryKey() });
    notifyDone(t('calendar.saved'));
    onDone();
  };
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="year-form">
      <form {...f.props(save)}>
        <Stack gap="md" maw={760}>
          <Title order={2} id="year-form">
            {year ? t('common:action.edit') : t('calendar.newYear')}
            {year && ` ${year.code}`}
          </Title>
          <ErrorSummary {...f.summary} />
          {!year && <TextInput label={`${t('calendar.code')} ${t('common:form.required')}`} description={t('calendar.codeHint')} maw={240} {...f.field('code')} />}
          <Terms f={f} />
          <Breaks f={f} />
          <Text c="dimmed">{t('calendar.consequence')}</Text>
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

function Terms({ f }: { f: AppForm<YearValues> }) {
  const { label } = useLookups();
  return f.form.values.terms.map((term, n) => (
    <Fieldset key={term.code} legend={label('term', term.code)}>
      <Span f={f} path={`terms.${n}`} />
    </Fieldset>
  ));
}

function Breaks({ f }: { f: AppForm<YearValues> }) {
  const { t } = useTranslation(['organisation', 'common']);
  const { options } = useLookups();
  return (
    <Stack gap="md">
      {f.form.values.breaks.map((pause, n) => (
        <Fieldset key={pause.key} legend={pause.name || t('calendar.breakNumber', { n: n + 1 })}>
          <Group align="flex-start">
            <TextInput label={t('calendar.name')} {...f.field(`breaks.${n}.name`)} />
            <NativeSelect label={t('calendar.kind')} data={options('break_kind')} {...f.field(`breaks.${n}.kind`)} />
          </Group>
          <Span f={f} path={`breaks.${n}`} />
          <Button
            mt="sm"
            variant="default"
            aria-label={t('calendar.removeBreak', { name: pause.name || t('calendar.breakNumber', { n: n + 1 }) })}
            onClick={() => f.form.removeListItem('breaks', n)}
          >
            {t('common:action.remove')}
          </Button>
        </Fieldset>
      ))}
      <Group>
        <Button variant="default" onClick={() => f.form.insertListItem('breaks', newBreak())}>
          {t('calendar.addBreak')}
        </Button>
      </Group>
    </Stack>
  );
}

/** First and last day. */
function Span({ f, path }: { f: AppForm<YearValues>; path: string }) {
  const { t } = useTranslation(['organisation', 'common']);
  return (
    <Group align="flex-start">
      <DayOf f={f} path={`${path}.startsOn`} label={t('calendar.from')} />
      <DayOf f={f} path={`${path}.endsOn`} label={t('calendar.to')} />
    </Group>
  );
}

function DayOf({ f, path, label }: { f: AppForm<YearValues>; path: string; label: string }) {
  const { value, onChange, ...rest } = f.field(path) as { value: string; onChange: (day: string) => void; id: string };
  return <DateField label={label} value={value} onChange={onChange} {...rest} />;
}
