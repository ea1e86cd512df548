import { Button, NativeSelect } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ActingPageGoalOut, GoalOut } from '@/shared/api/generated';
import { listSchoolsOptions, listSmartGoalsOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { useSchool } from '@/shared/api/me';
import { useFormat } from '@/shared/lib/format';
import { useSearchPatch } from '@/shared/lib/useSearchPatch';
import { DataTable, type Column } from '@/shared/ui/DataTable';
import { PageHeader } from '@/shared/ui/PageHeader';
import { QueryState } from '@/shared/ui/QueryState';
import { EmptyState } from '@/shared/ui/states';
import { StatusBadge } from '@/shared/ui/StatusBadge';
import { YearNav } from '@/shared/ui/YearNav';
import css from './goals.module.css';
import { share, stateTones } from './words';

const route = getRouteApi('/shell/lasaret/mal');
const states = ['DRAFT', 'CHECKED', 'PROPOSED', 'ACCEPTED', 'ACTIVE', 'CLOSED'] as const;
const limit = 25;

/** The goals of the school one works at, or of every school for those who see them all. */
export function GoalsPage() {
  const { t } = useTranslation(['goals', 'common']);
  const search = route.useSearch();
  const patchSearch = useSearchPatch();
  const own = useSchool();
  const schoolId = search.skola ?? own?.id;
  const query = useQuery({
    ...listSmartGoalsOptions({
      query: { page: search.page ?? 1, limit, sort: search.sort, ...(schoolId && { schoolId }), ...(search.lage && { state: search.lage }) },
    }),
    placeholderData: keepPreviousData,
  });
  const mayAdd = query.data?.allowedActions.includes('goal.create');
  return (
    <>
      <YearNav />
      <PageHeader
        title={t('list.title')}
        lead={t('list.lead')}
        action={
          mayAdd && (
            <Button component={Link} to="/lasaret/mal/nytt">
              {t('list.new')}
            </Button>
          )
        }
      />
      <div className={`${css.filters} no-print`}>
        {!own && <SchoolSelect value={search.skola} onChange={(skola) => patchSearch({ skola, page: undefined })} />}
        <NativeSelect
          label={t('list.stateFilter')}
          value={search.lage ?? ''}
          onChange={(e) => patchSearch({ lage: e.currentTarget.value || undefined, page: undefined })}
          data={[{ value: '', label: t('list.allStates') }, ...states.map((value) => ({ value, label: t(`state.${value}`) }))]}
        />
      </div>
      <QueryState query={query}>
        {(page) => (page.items.length === 0 ? <Empty filtered={search.lage !== undefined} mayAdd={mayAdd} /> : <Goals page={page} stale={query.isPlaceholderData} />)}
      </QueryState>
    </>
  );
}

function SchoolSelect({ value, onChange }: { value: string | undefined; onChange: (id: string | undefined) => void }) {
  const { t } = useTranslation(['goals', 'common']);
  const { data } = useQuery(listSchoolsOptions({ query: { limit: 100 } }));
  const schools = (data?.items ?? []).map((s) => ({ value: s.id, label: s.name }));
  return (
    <NativeSelect
      label={t('list.school')}
      value={value ?? ''}
      onChange={(e) => onChange(e.currentTarget.value || undefined)}
      data={[{ value: '', label: t('list.allSchools') }, ...schools]}
    />
  );
}

function Empty({ filtered, mayAdd }: { filtered: boolean; mayAdd: boolean | undefined }) {
  const { t } = useTranslation(['goals', 'common']);
  if (filtered) {
    const all = (
      <Button component={Link} to="/lasaret/mal" variant="default">
        {t('list.showAll')}
      </Button>
    );
    return <EmptyState title={t('list.noneTitle')} text={t('list.noneText')} action={all} />;
  }
  const add = mayAdd && (
    <Button component={Link} to="/lasaret/mal/nytt">
      {t('list.new')}
    </Button>
  );
  return <EmptyState title={t('list.emptyTitle')} text={t('list.emptyText')} example={t('list.emptyExample')} action={add} />;
}

function Goals({ page, stale }: { page: ActingPageGoalOut; stale: boolean }) {
  const { t } = useTranslation(['goals', 'common']);
  const format = useFormat();
  const search = route.useSearch();
  const patchSearch = useSearchPatch();
  const columns: Column<GoalOut>[] = [
    {
      key: 'title',
      header: t('list.goal'),
      sortable: true,
      cell: (g) => (
        <Link to="/lasaret/mal/$goalId" params={{ goalId: g.id }}>
          {g.title}
        </Link>
      ),
    },
    { key: 'state', header: t('list.state'), cell: (g) => <StatusBadge tone={stateTones[g.state]}>{t(`state.${g.state}`)}</StatusBadge> },
    { key: 'progress', header: t('list.progress'), cell: (g) => <Progress goal={g} /> },
    { key: 'deadlineOn', header: t('list.deadline'), sortable: true, cell: (g) => (g.deadlineOn ? format.day(g.deadlineOn) : t('list.noDeadline')) },
    { key: 'team', header: t('list.team'), cell: (g) => g.team.name },
    { key: 'owner', header: t('list.owner'), cell: (g) => g.owner.name },
  ];
  return (
    <DataTable
      caption={t('list.caption')}
      columns={columns}
      rows={page.items}
      rowId={(g) => g.id}
      page={page}
      sort={search.sort}
      stale={stale}
      onSearch={patchSearch}
    />
  );
}

function Progress({ goal }: { goal: GoalOut }) {
  const { t } = useTranslation(['goals', 'common']);
  const format = useFormat();
  if (goal.progress === null) return <span className={css.barWords}>{t('list.noValue')}</span>;
  return (
    <span className={css.barWords}>
      <span className={css.bar} aria-hidden="true">
        <span style={{ width: `${Math.round(goal.progress * 100)}%` }} />
      </span>
      {share(goal.progress, format.percent)}
    </span>
  );
}
