import { Button, Group, NativeSelect, Paper, Radio, Stack, TextInput, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { createCalendarDay } from '@/shared/api/generated';
import { listSchoolsOptions, listSchoolYearsQueryKey } from '@/shared/api/generated/@tanstack/react-query.gen';
import { useMe } from '@/shared/api/me';
import { parseDate } from '@/shared/lib/parseDate';
import { useAppForm } from '@/shared/lib/useAppForm';
import { DateField } from '@/shared/ui/DateField';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { notifyDone } from '@/shared/ui/notify';

const everybody = '';

/** A staff training day or another changed day, for one's own school or, for the administrator, any or all. */
export function DayForm({ mayForAll, onDone }: { mayForAll: boolean; onDone: () => void }) {
  const { t } = useTranslation(['organisation', 'common']);
  const { assignments } = useMe();
  const queryClient = useQueryClient();
  const all = useQuery({ ...listSchoolsOptions({ query: { limit: 100 } }), enabled: mayForAll });
  const own = assignments.flatMap((a) => a.schools).filter((s, i, list) => list.findIndex((o) => o.id === s.id) === i);
  const schools = mayForAll ? (all.data?.items ?? []) : own;
  const choices = schools.map((s) => ({ value: s.id, label: s.name }));
  const f = useAppForm({
    initialValues: { day: '', name: '', schoolId: mayForAll ? everybody : (own[0]?.id ?? ''), is: 'off' },
    validate: {
      day: (v) => (parseDate(v, 0) === v ? null : t('calendar.dayMissing')),
      name: (v) => (v.trim() ? null : t('calendar.nameMissing')),
    },
  });
  const save = async (v: { day: string; name: string; schoolId: string; is: string }) => {
    const body = { day: v.day, name: v.name.trim(), schoolId: v.schoolId || null, isSchoolDay: v.is === 'school' };
    await createCalendarDay({ body, throwOnError: true });
    await queryClient.invalidateQueries({ queryKey: listSchoolYearsQueryKey() });
    notifyDone(t('calendar.dayAdded'));
    onDone();
  };
  const { onChange, value, ...day } = f.field('day') as ReturnType<typeof f.field> & { onChange: (d: string) => void; value: string };
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="new-day">
      <form {...f.props(save)}>
        <Stack gap="md" maw={480}>
          <Title order={2} id="new-day">
            {t('calendar.addDay')}
          </Title>
          <ErrorSummary {...f.summary} />
          <DateField label={`${t('calendar.day')} ${t('common:form.required')}`} value={value} onChange={onChange} {...day} />
          <TextInput label={`${t('calendar.name')} ${t('common:form.required')}`} {...f.field('name')} />
          <NativeSelect
            label={t('calendar.where')}
            data={mayForAll ? [{ value: everybody, label: t('calendar.allSchools') }, ...choices] : choices}
            {...f.field('schoolId')}
          />
          <Radio.Group label={t('calendar.is')} {...f.field('is')}>
            <Group mt="xs">
              <Radio value="off" label={t('calendar.dayOff')} />
              <Radio value="school" label={t('calendar.schoolDay')} />
            </Group>
          </Radio.Group>
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
