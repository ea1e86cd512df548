import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listHandoverCasesOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { useSchool } from '@/shared/api/me';
import { PageHeader } from '@/shared/ui/PageHeader';
import { QueryState } from '@/shared/ui/QueryState';
import { EmptyState } from '@/shared/ui/states';
import css from '../cases.module.css';
import { PersonSelect } from '../PersonSelect';
import { HandoverForm } from './HandoverForm';

/** Somebody leaves: all their cases, or some, to somebody else at once. */
export function HandoverPage() {
  const { t } = useTranslation('cases');
  const school = useSchool();
  const [from, setFrom] = useState('');
  if (school === null) return <EmptyState title={t('report.noUnit')} text={t('report.noUnitText')} />;
  return (
    <>
      <PageHeader title={t('handover.title')} lead={t('handover.lead')} />
      <div className={css.form}>
        <PersonSelect label={t('handover.from')} schoolId={school.id} field={{ value: from, onChange: (next: unknown) => setFrom(valueOf(next)) }} />
        {from !== '' && <Cases key={from} from={from} schoolId={school.id} />}
      </div>
    </>
  );
}

/** What a field hands over: the value itself, or the event of a native select. */
function valueOf(next: unknown): string {
  if (typeof next === 'string') return next;
  const target = typeof next === 'object' && next !== null && 'currentTarget' in next ? next.currentTarget : null;
  return target instanceof HTMLSelectElement ? target.value : '';
}

function Cases({ from, schoolId }: { from: string; schoolId: string }) {
  const { t } = useTranslation('cases');
  const query = useQuery(listHandoverCasesOptions({ query: { fromPersonId: from } }));
  return (
    <QueryState query={query}>
      {(data) =>
        data.items.length === 0 ? (
          <div className={css.apart}>
            <EmptyState title={t('handover.empty')} text={t('handover.emptyText')} />
          </div>
        ) : (
          <HandoverForm from={from} schoolId={schoolId} cases={data.items} />
        )
      }
    </QueryState>
  );
}
