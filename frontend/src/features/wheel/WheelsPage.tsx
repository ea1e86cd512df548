import { Alert, Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { createAnnualWheel } from '@/shared/api/generated';
import { listAnnualWheelsOptions, listAnnualWheelsQueryKey, listSchoolsOptions, listSchoolYearsOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { useMe, useSchool } from '@/shared/api/me';
import { asProblem } from '@/shared/api/problem';
import { useSearchPatch } from '@/shared/lib/useSearchPatch';
import { notifyDone } from '@/shared/ui/notify';
import { PageHeader } from '@/shared/ui/PageHeader';
import { QueryState } from '@/shared/ui/QueryState';
import { EmptyState } from '@/shared/ui/states';
import { YearNav } from '@/shared/ui/YearNav';
import { useWheel } from './useWheel';
import { Wheel } from './Wheel';

const route = getRouteApi('/shell/lasaret/arshjul');

/** The wheel of the school one works at in the running school year; another school or year by choice. */
export function WheelsPage() {
  const { t } = useTranslation(['wheel', 'common']);
  const search = route.useSearch();
  const own = useSchool();
  const me = useMe();
  const schoolId = search.skola ?? own?.id;
  const year = search.lasar ?? me.currentSchoolYear;
  const choices = <Choices schoolId={schoolId} year={year} own={own !== null} />;
  return (
    <>
      <YearNav />
      {schoolId ? (
        <OfSchool schoolId={schoolId} year={year} choices={choices} />
      ) : (
        <>
          <PageHeader title={t('page.plain')} />
          {choices}
          <Text>{t('page.chooseText')}</Text>
        </>
      )}
    </>
  );
}

function Choices({ schoolId, year, own }: { schoolId: string | undefined; year: string; own: boolean }) {
  const { t } = useTranslation(['wheel', 'common']);
  const patchSearch = useSearchPatch();
  const years = useQuery(listSchoolYearsOptions({ query: { limit: 20 } }));
  const schools = useQuery({ ...listSchoolsOptions({ query: { limit: 100 } }), enabled: !own });
  const codes = [...new Set([year, ...(years.data?.items ?? []).map((y) => y.code)])].sort().reverse();
  return (
    <Group className="no-print" align="flex-end">
      {!own && (
        <NativeSelect
          label={t('page.school')}
          value={schoolId ?? ''}
          data={[{ value: '', label: t('page.chooseSchool') }, ...(schools.data?.items ?? []).map((s) => ({ value: s.id, label: s.name }))]}
          onChange={(e) => patchSearch({ skola: e.currentTarget.value || undefined, aktivitet: undefined })}
        />
      )}
      <NativeSelect label={t('page.year')} value={year} data={codes} onChange={(e) => patchSearch({ lasar: e.currentTarget.value, aktivitet: undefined })} />
    </Group>
  );
}

interface OfSchoolProps {
  schoolId: string;
  year: string;
  choices: ReactNode;
}

/** The choices stand below the heading, and alone while there is none, so that another wheel can always be chosen. */
function OfSchool({ schoolId, year, choices }: OfSchoolProps) {
  const query = useQuery(listAnnualWheelsOptions({ query: { schoolId, schoolYear: year } }));
  return (
    <>
      {!query.data && <Stack mb="md">{choices}</Stack>}
      <QueryState query={query}>
        {(page) => {
          const [wheel] = page.items;
          if (wheel) return <Found wheelId={wheel.id} choices={choices} />;
          return <Missing schoolId={schoolId} year={year} choices={choices} mayAdd={page.allowedActions.includes('wheel.create')} />;
        }}
      </QueryState>
    </>
  );
}

/** Read by itself, so that it can be changed against its version. */
function Found({ wheelId, choices }: { wheelId: string; choices: ReactNode }) {
  const search = route.useSearch();
  const patchSearch = useSearchPatch(true);
  const { wheel } = useWheel(wheelId);
  return (
    <>
      {!wheel.data && <Stack mb="md">{choices}</Stack>}
      <QueryState query={wheel}>{(found) => <Wheel wheel={found} search={search} choices={choices} onSearch={(patch) => patchSearch({ ...patch })} />}</QueryState>
    </>
  );
}

function Missing({ schoolId, year, choices, mayAdd }: OfSchoolProps & { mayAdd: boolean }) {
  const { t } = useTranslation(['wheel', 'common']);
  const queryClient = useQueryClient();
  const [pending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const create = async (fromTemplate: boolean) => {
    setPending(true);
    setRefusal(null);
    try {
      await createAnnualWheel({ body: { schoolId, schoolYear: year, fromTemplate }, throwOnError: true });
      notifyDone(t('page.created'));
      await queryClient.invalidateQueries({ queryKey: listAnnualWheelsQueryKey() });
    } catch (error) {
      setRefusal(asProblem(error).detail || t('common:form.unknown'));
    }
    setPending(false);
  };
  const buttons = (
    <>
      <Button loading={pending} onClick={() => void create(true)}>
        {t('page.create')}
      </Button>
      <Button variant="default" disabled={pending} onClick={() => void create(false)}>
        {t('page.createEmpty')}
      </Button>
    </>
  );
  return (
    <>
      <PageHeader title={t('page.title', { year })} />
      {choices}
      <EmptyState title={t('page.emptyTitle', { year })} text={t('page.emptyText')} example={t('page.emptyExample')} action={mayAdd ? buttons : <Text>{t('page.emptyAsk')}</Text>} />
      {refusal && (
        <Alert role="alert" color="tegel" variant="outline">
          {refusal}
        </Alert>
      )}
    </>
  );
}
