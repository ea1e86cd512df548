import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CoverageOut, SchoolOut } from '@/shared/api/generated';
import { listTeamsOptions, readCoverageOptions, readSchoolOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { useLookups } from '@/shared/api/lookups';
import { asProblem } from '@/shared/api/problem';
import { gradeSpan } from '@/shared/lib/format';
import { PageHeader } from '@/shared/ui/PageHeader';
import { QueryState } from '@/shared/ui/QueryState';
import { SchoolNav } from '@/shared/ui/SectionNav';
import { StatusBadge } from '@/shared/ui/StatusBadge';
import css from './SchoolPage.module.css';
import { StaffingSection } from './StaffingSection';
import { TeamForm } from './TeamForm';
import { TeamTable } from './TeamTable';

const route = getRouteApi('/shell/skolan/skolor/$schoolId');

/** One school: the five professions in words, posts per profession, and its teams. */
export function SchoolPage() {
  const { t } = useTranslation('teams');
  const { schoolId } = route.useParams();
  const query = useQuery(readSchoolOptions({ path: { schoolId } }));
  return (
    <>
      <SchoolNav />
      <QueryState query={query}>{(school) => <School school={school} />}</QueryState>
      <Anchor component={Link} to="/skolan" className="no-print">
        {t('school.back')}
      </Anchor>
    </>
  );
}

function School({ school }: { school: SchoolOut }) {
  const { t } = useTranslation('teams');
  const { label } = useLookups();
  const coverage = useQuery(readCoverageOptions({ path: { schoolId: school.id } }));
  const facts = [
    ...school.schoolForms.map((form) => label('school_form', form)),
    school.grades.length > 0 && t('school.grades', { grades: gradeSpan(school.grades) }),
    school.unitCode && t('school.unitCode', { code: school.unitCode }),
  ];
  const elsewhere = coverage.isError && asProblem(coverage.error).notThere;
  return (
    <Stack gap="xl" mb="lg">
      <PageHeader title={school.name} lead={facts.filter(Boolean).join(' · ')} />
      {elsewhere ? <Text>{t('school.otherSchool')}</Text> : <QueryState query={coverage}>{(found) => <Inside coverage={found} />}</QueryState>}
    </Stack>
  );
}

/** What is shown to those who work there. */
function Inside({ coverage }: { coverage: CoverageOut }) {
  const { t } = useTranslation('teams');
  return (
    <>
      <section aria-labelledby="coverage">
        <Title order={2} id="coverage" mb={4}>
          {t('school.coverage')}
        </Title>
        <Text mb="sm">{coverage.text}</Text>
        <ul className={css.coverage}>
          {coverage.items.map((item) => (
            <li key={item.code}>
              <StatusBadge tone={item.covered ? 'done' : 'late'}>{t(item.covered ? 'school.covered' : 'school.missing')}</StatusBadge>
              <Text span>{item.text}</Text>
            </li>
          ))}
        </ul>
      </section>
      <StaffingSection schoolId={coverage.school.id} mayAdd={coverage.allowedActions.includes('staffing-record.create')} />
      <Teams schoolId={coverage.school.id} mayAdd={coverage.allowedActions.includes('team.create')} />
    </>
  );
}

function Teams({ schoolId, mayAdd }: { schoolId: string; mayAdd: boolean }) {
  const { t } = useTranslation('teams');
  const [adding, setAdding] = useState(false);
  const query = useQuery(listTeamsOptions({ query: { schoolId, limit: 100 } }));
  return (
    <section aria-labelledby="teams">
      <Group justify="space-between" mb="xs">
        <Title order={2} id="teams">
          {t('school.teams')}
        </Title>
        {mayAdd && !adding && (
          <Button variant="default" className="no-print" onClick={() => setAdding(true)}>
            {t('teams.new')}
          </Button>
        )}
      </Group>
      {adding && <TeamForm schoolId={schoolId} onDone={() => setAdding(false)} />}
      <QueryState query={query}>
        {(data) => (data.items.length === 0 ? <Text c="dimmed">{t('school.noTeams')}</Text> : <TeamTable rows={data.items} />)}
      </QueryState>
    </section>
  );
}
