import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listAreasOptions, listSchoolsOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { DataTable } from '@/shared/ui/DataTable';
import { PageHeader } from '@/shared/ui/PageHeader';
import { QueryState } from '@/shared/ui/QueryState';
import { SettingsNav } from '@/shared/ui/SectionNav';
import { AreaForm } from './AreaForm';
import { SchoolForm } from './SchoolForm';

const limit = 100;

/** The administrator's page of schools and areas. */
export function UnitsPage() {
  const { t } = useTranslation('organisation');
  const [adding, setAdding] = useState<'school' | 'area' | null>(null);
  const schools = useQuery(listSchoolsOptions({ query: { limit } }));
  const areas = useQuery(listAreasOptions({ query: { limit } }));
  const mayAdd = schools.data?.allowedActions.includes('school.create');
  const areaName = (id: string | null) => areas.data?.items.find((area) => area.id === id)?.name ?? '';
  return (
    <>
      <SettingsNav />
      <PageHeader title={t('units.title')} lead={t('units.lead')} />
      <Stack gap="lg">
        {mayAdd && adding === null && (
          <Group>
            <Button onClick={() => setAdding('school')}>{t('units.addSchool')}</Button>
            <Button variant="default" onClick={() => setAdding('area')}>
              {t('units.addArea')}
            </Button>
          </Group>
        )}
        {adding === 'school' && <SchoolForm areas={areas.data?.items ?? []} onDone={() => setAdding(null)} />}
        {adding === 'area' && <AreaForm areas={areas.data?.items ?? []} onDone={() => setAdding(null)} />}
        <QueryState query={schools}>
          {(data) => (
            <DataTable
              caption={t('schools.caption')}
              rows={data.items}
              rowId={(school) => school.id}
              columns={[
                { key: 'name', header: t('schools.name'), cell: (school) => school.name },
                { key: 'short', header: t('units.shortCode'), cell: (school) => school.shortCode },
                { key: 'code', header: t('units.unitCode'), cell: (school) => school.unitCode },
                { key: 'area', header: t('units.area'), cell: (school) => areaName(school.areaId) },
              ]}
            />
          )}
        </QueryState>
        <section aria-labelledby="areas">
          <Title order={2} id="areas" mb="xs">
            {t('units.areas')}
          </Title>
          <QueryState query={areas}>
            {(data) =>
              data.items.length === 0 ? (
                <Text c="dimmed">{t('units.noAreas')}</Text>
              ) : (
                <DataTable
                  caption={t('units.areaCaption')}
                  rows={data.items}
                  rowId={(area) => area.id}
                  columns={[
                    { key: 'name', header: t('units.name'), cell: (area) => area.name },
                    { key: 'above', header: t('units.above'), cell: (area) => areaName(area.parentId) || t('units.noAbove') },
                  ]}
                />
              )
            }
          </QueryState>
        </section>
      </Stack>
    </>
  );
}
