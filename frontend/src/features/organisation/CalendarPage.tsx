import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SchoolYearOut } from '@/shared/api/generated';
import { listSchoolYearsOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { useMe } from '@/shared/api/me';
import { PageHeader } from '@/shared/ui/PageHeader';
import { QueryState } from '@/shared/ui/QueryState';
import { SchoolNav } from '@/shared/ui/SectionNav';
import { EmptyState } from '@/shared/ui/states';
import { CalendarYear } from './CalendarYear';
import { DayForm } from './DayForm';
import { YearForm } from './YearForm';
import { useSearchPatch } from '@/shared/lib/useSearchPatch';

const route = getRouteApi('/shell/skolan/lasar');
type Doing = 'year' | 'change' | 'day' | null;

/** Terms, breaks and changed days of a school year; edited by those whom the API lets. */
export function CalendarPage() {
  const { t } = useTranslation('organisation');
  const query = useQuery(listSchoolYearsOptions({ query: { limit: 50 } }));
  return (
    <>
      <SchoolNav />
      <PageHeader title={t('calendar.title')} lead={t('calendar.lead')} />
      <QueryState query={query}>{(data) => <Years years={data.items} allowed={data.allowedActions} />}</QueryState>
    </>
  );
}

function Actions({ year, mayAddDay, onDo }: { year: SchoolYearOut; mayAddDay: boolean; onDo: (doing: Doing) => void }) {
  const { t } = useTranslation('organisation');
  return (
    <>
      {mayAddDay && <Button onClick={() => onDo('day')}>{t('calendar.addDay')}</Button>}
      {year.allowedActions.includes('school-year.change') && (
        <Button variant="default" onClick={() => onDo('change')}>
          {t('calendar.change')}
        </Button>
      )}
    </>
  );
}

function Years({ years, allowed }: { years: readonly SchoolYearOut[]; allowed: readonly string[] }) {
  const { t } = useTranslation('organisation');
  const { currentSchoolYear } = useMe();
  const search = route.useSearch();
  const patchSearch = useSearchPatch();
  const [doing, setDoing] = useState<Doing>(null);
  const year = years.find((y) => y.code === (search.year ?? currentSchoolYear)) ?? years[0];
  const done = () => setDoing(null);
  const mayMake = allowed.includes('school-year.create');
  if (doing === 'year') return <YearForm onDone={done} />;
  const newYear = (
    <Button variant="default" onClick={() => setDoing('year')}>
      {t('calendar.newYear')}
    </Button>
  );
  if (!year) return <EmptyState title={t('calendar.empty')} text={t('calendar.emptyText')} example={t('calendar.emptyExample')} action={mayMake && newYear} />;
  if (doing === 'change') return <YearForm yearId={year.id} onDone={done} />;
  return (
    <Stack gap="lg">
      <Group align="flex-end" justify="space-between">
        <NativeSelect
          label={t('calendar.year')}
          data={years.map((y) => y.code)}
          value={year.code}
          onChange={(e) => patchSearch({ year: e.currentTarget.value })}
        />
        <Group className="no-print">
          {doing === null && <Actions year={year} mayAddDay={allowed.includes('calendar-day.create')} onDo={setDoing} />}
          {mayMake && newYear}
        </Group>
      </Group>
      {doing === 'day' && <DayForm mayForAll={mayMake} onDone={done} />}
      <Text>{t('calendar.days', { count: year.schoolDays })}</Text>
      <CalendarYear year={year} />
    </Stack>
  );
}
