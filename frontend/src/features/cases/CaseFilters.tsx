import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { listCaseTypesOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { useAssignment } from '@/shared/api/me';
import { useColleagues } from '@/shared/api/people';
import { useSearchPatch } from '@/shared/lib/useSearchPatch';
import { EmptyState } from '@/shared/ui/states';
import { classes, isFiltered, NO_FILTERS, phases } from './caseState';
import css from './filters.module.css';
import { themes } from './themes';

const route = getRouteApi('/shell/arenden');

interface Choice {
  value: string;
  label: string;
}

/** By code in the address. What each list cannot know is asked of the cases that one may open. */
export function CaseFilters() {
  const { t } = useTranslation(['cases', 'common']);
  const asked = route.useSearch();
  const patchSearch = useSearchPatch();
  const types = useQuery({ ...listCaseTypesOptions(), staleTime: Infinity });
  const staff = useStaff();
  const choose = (key: string) => (value: string) => patchSearch({ page: undefined, [key]: value || undefined });
  return (
    <div className={`${css.filters} no-print`} role="group" aria-label={t('filter.label')}>
      <NativeSelect
        label={t('list.filterState')}
        value={asked.status ?? 'OPEN'}
        onChange={(e) => choose('status')(e.currentTarget.value.replace('OPEN', ''))}
        data={[
          { value: 'OPEN', label: t('list.OPEN') },
          { value: 'CLOSED', label: t('list.CLOSED') },
          { value: 'ALL', label: t('list.all') },
        ]}
      />
      <Filter label={t('list.filterType')} value={asked.typ} onChoose={choose('typ')} data={(types.data?.items ?? []).map((kind) => ({ value: kind.code, label: kind.label }))} />
      <Filter label={t('list.phase')} value={asked.fas} onChoose={choose('fas')} data={phases.map((one) => ({ value: one, label: t(`phase.${one}`) }))} />
      <Filter label={t('filter.owner')} value={asked.ansvar} onChoose={choose('ansvar')} data={[{ value: 'jag', label: t('filter.me') }, { value: 'ingen', label: t('list.noOwner') }, ...staff]} />
      <Filter label={t('filter.theme')} value={asked.tema} onChoose={choose('tema')} data={themes.map((one) => ({ value: one, label: t(`theme.${one}`) }))} />
      <Filter label={t('filter.class')} value={asked.klass} onChoose={choose('klass')} data={classes.map((one) => ({ value: one, label: `${one} ${t(`common:secrecy.${one}`)}` }))} />
      {isFiltered(asked) && (
        <Button variant="default" className={css.clear} onClick={() => patchSearch(NO_FILTERS)}>
          {t('filter.clear')}
        </Button>
      )}
    </div>
  );
}

function Filter({ label, value, data, onChoose }: { label: string; value: string | undefined; data: Choice[]; onChoose: (value: string) => void }) {
  const { t } = useTranslation('cases');
  return (
    <NativeSelect
      label={label}
      value={value ?? ''}
      onChange={(e) => onChoose(e.currentTarget.value)}
      data={[{ value: '', label: t('list.all') }, ...data]}
      {...(value && { 'data-chosen': true, classNames: { input: css.chosen ?? '' } })}
    />
  );
}

/** Of the unit one works at; of all units where it is several. */
function useStaff(): Choice[] {
  const schools = useAssignment()?.schools ?? [];
  const [only] = schools;
  const people = useColleagues(schools.length === 1 ? only?.id : undefined);
  return people.map((person) => ({ value: person.id, label: person.name }));
}

/** Nothing fits: what to do about it. */
export function NothingFits() {
  const { t } = useTranslation('cases');
  const patchSearch = useSearchPatch();
  return (
    <EmptyState
      title={t('filter.none')}
      text={t('filter.noneText')}
      action={
        <Button variant="default" onClick={() => patchSearch(NO_FILTERS)}>
          {t('filter.clear')}
        </Button>
      }
    />
  );
}
