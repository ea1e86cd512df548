import { Button, Stack, Text, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { deleteCalendarDay, readCalendarDay, type CalendarExceptionOut, type SchoolYearOut } from '@/shared/api/generated';
import { listSchoolsOptions, listSchoolYearsQueryKey } from '@/shared/api/generated/@tanstack/react-query.gen';
import { ifMatch } from '@/shared/api/etag';
import { useLookups } from '@/shared/api/lookups';
import { useFormat } from '@/shared/lib/format';
import { DataTable } from '@/shared/ui/DataTable';
import { notifyDone } from '@/shared/ui/notify';

/** Names of schools by id; null is every school. */
export function useWhere(): (schoolId: string | null) => string {
  const { t } = useTranslation(['organisation', 'common']);
  const { data } = useQuery(listSchoolsOptions({ query: { limit: 100 } }));
  return (schoolId) => (schoolId === null ? t('calendar.everywhere') : (data?.items.find((s) => s.id === schoolId)?.name ?? ''));
}

export function CalendarYear({ year }: { year: SchoolYearOut }) {
  const { t } = useTranslation(['organisation', 'common']);
  const { label } = useLookups();
  const { day } = useFormat();
  const where = useWhere();
  const days = [
    { key: 'from', header: t('calendar.from'), cell: (r: { startsOn: string }) => day(r.startsOn) },
    { key: 'to', header: t('calendar.to'), cell: (r: { endsOn: string }) => day(r.endsOn) },
    { key: 'where', header: t('calendar.where'), cell: (r: { schoolId: string | null }) => where(r.schoolId) },
  ] as const;
  return (
    <Stack gap="xl">
      <section aria-labelledby="terms">
        <Title order={2} id="terms" mb="xs">
          {t('calendar.terms')}
        </Title>
        <DataTable
          caption={t('calendar.terms')}
          rows={year.terms}
          rowId={(r) => `${r.code}${r.schoolId}`}
          columns={[{ key: 'term', header: t('calendar.term'), cell: (r) => label('term', r.code) }, ...days]}
        />
      </section>
      <section aria-labelledby="breaks">
        <Title order={2} id="breaks" mb="xs">
          {t('calendar.breaks')}
        </Title>
        {year.breaks.length === 0 ? (
          <Text c="dimmed">{t('calendar.noBreaks')}</Text>
        ) : (
          <DataTable
            caption={t('calendar.breaks')}
            rows={year.breaks}
            rowId={(r) => `${r.kind}${r.schoolId}${r.startsOn}`}
            columns={[{ key: 'name', header: t('calendar.name'), cell: (r) => r.name }, ...days]}
          />
        )}
      </section>
      <section aria-labelledby="exceptions">
        <Title order={2} id="exceptions" mb="xs">
          {t('calendar.exceptions')}
        </Title>
        <Exceptions days={year.exceptions} />
      </section>
    </Stack>
  );
}

function Exceptions({ days }: { days: readonly CalendarExceptionOut[] }) {
  const { t } = useTranslation(['organisation', 'common']);
  const format = useFormat();
  const where = useWhere();
  const queryClient = useQueryClient();
  if (days.length === 0) return <Text c="dimmed">{t('calendar.noExceptions')}</Text>;
  const remove = async (day: CalendarExceptionOut) => {
    const path = { calendarDayId: day.id };
    const opened = await readCalendarDay({ path, throwOnError: true });
    await deleteCalendarDay({ path, headers: ifMatch(opened.data), throwOnError: true });
    await queryClient.invalidateQueries({ queryKey: listSchoolYearsQueryKey() });
    notifyDone(t('calendar.dayRemoved'));
  };
  return (
    <DataTable
      caption={t('calendar.exceptions')}
      rows={days}
      rowId={(r) => r.id}
      columns={[
        { key: 'name', header: t('calendar.name'), cell: (r) => r.name },
        { key: 'day', header: t('calendar.day'), cell: (r) => format.day(r.day) },
        { key: 'is', header: t('calendar.is'), cell: (r) => t(r.isSchoolDay ? 'calendar.schoolDay' : 'calendar.dayOff') },
        { key: 'where', header: t('calendar.where'), cell: (r) => where(r.schoolId) },
        {
          key: 'remove',
          header: t('common:action.remove'),
          cell: (r) =>
            r.allowedActions.includes('calendar-day.delete') && (
              <Button
                variant="default"
                size="compact-md"
                className="no-print"
                aria-label={t('calendar.removeDay', { name: r.name, day: format.shortDay(r.day) })}
                onClick={() => void remove(r)}
              >
                {t('common:action.remove')}
              </Button>
            ),
        },
      ]}
    />
  );
}
