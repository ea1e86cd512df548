import { Button, Group, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StaffingOut } from '@/shared/api/generated';
import { listStaffingRecordsOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { capital, useLookups } from '@/shared/api/lookups';
import { useFormat } from '@/shared/lib/format';
import { DataTable } from '@/shared/ui/DataTable';
import { QueryState } from '@/shared/ui/QueryState';
import { StaffingForm } from './StaffingForm';

/** How many full-time posts there are of each profession, and how many pupils each is for. */
export function StaffingSection({ schoolId, mayAdd }: { schoolId: string; mayAdd: boolean }) {
  const { t } = useTranslation(['teams', 'common']);
  const [editing, setEditing] = useState<string | null>(null);
  const query = useQuery(listStaffingRecordsOptions({ query: { schoolId, limit: 100 } }));
  return (
    <section aria-labelledby="staffing">
      <Group justify="space-between" mb="xs">
        <Title order={2} id="staffing">
          {t('school.staffing')}
        </Title>
        {mayAdd && editing === null && (
          <Button variant="default" className="no-print" onClick={() => setEditing('')}>
            {t('school.addStaffing')}
          </Button>
        )}
      </Group>
      {editing !== null && <StaffingForm key={editing} schoolId={schoolId} recordId={editing} onDone={() => setEditing(null)} />}
      <QueryState query={query}>
        {(data) => (data.items.length === 0 ? <Text c="dimmed">{t('school.noStaffing')}</Text> : <Records rows={data.items} onEdit={setEditing} />)}
      </QueryState>
    </section>
  );
}

function Records({ rows, onEdit }: { rows: readonly StaffingOut[]; onEdit: (id: string) => void }) {
  const { t } = useTranslation(['teams', 'common']);
  const { label } = useLookups();
  const { number } = useFormat();
  const term = (row: StaffingOut) => `${label('term', row.term)} ${row.schoolYear}`;
  return (
    <DataTable
      caption={t('school.staffingCaption')}
      rows={rows}
      rowId={(row) => row.id}
      columns={[
        { key: 'profession', header: t('school.profession'), cell: (row) => capital(row.professionLabel) },
        { key: 'term', header: t('school.term'), cell: term },
        { key: 'share', header: t('school.share'), numeric: true, cell: (row) => number(row.fullTimeShare) },
        { key: 'pupils', header: t('school.pupils'), numeric: true, cell: (row) => number(row.pupils) },
        { key: 'ratio', header: t('school.ratio'), numeric: true, cell: (row) => (row.pupilsPerPost === null ? t('school.noPost') : number(row.pupilsPerPost)) },
        {
          key: 'change',
          header: t('common:action.edit'),
          cell: (row) =>
            row.allowedActions.includes('staffing-record.change') && (
              <Button
                variant="default"
                size="compact-md"
                className="no-print"
                aria-label={t('school.changeStaffing', { profession: row.professionLabel, term: term(row) })}
                onClick={() => onEdit(row.id)}
              >
                {t('common:action.edit')}
              </Button>
            ),
        },
      ]}
    />
  );
}
