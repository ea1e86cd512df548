import { Button, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { endAssignment, type AssignmentOut } from '@/shared/api/generated';
import { listAssignmentsOptions, listAssignmentsQueryKey, listPeopleQueryKey, readPersonQueryKey } from '@/shared/api/generated/@tanstack/react-query.gen';
import { capital } from '@/shared/api/lookups';
import { today } from '@/shared/lib/days';
import { useFormat } from '@/shared/lib/format';
import { ConfirmDialog } from '@/shared/ui/ConfirmAction';
import { DataTable } from '@/shared/ui/DataTable';
import { notifyDone } from '@/shared/ui/notify';
import { QueryState } from '@/shared/ui/QueryState';
import { StatusBadge } from '@/shared/ui/StatusBadge';

/** All assignments of one person, past and to come. */
export function Assignments({ personId }: { personId: string }) {
  const { t } = useTranslation('people');
  const query = useQuery(listAssignmentsOptions({ query: { personId, limit: 100, sort: '-validFrom' } }));
  return (
    <QueryState query={query}>
      {(data) => (data.items.length === 0 ? <Text c="dimmed">{t('person.noAssignments')}</Text> : <Rows rows={data.items} />)}
    </QueryState>
  );
}

function Rows({ rows }: { rows: readonly AssignmentOut[] }) {
  const { t } = useTranslation('people');
  const { day, percent } = useFormat();
  const [ending, setEnding] = useState<AssignmentOut | null>(null);
  return (
    <>
      <DataTable
        caption={t('person.caption')}
        rows={rows}
        rowId={(row) => row.id}
        columns={[
          { key: 'what', header: t('person.what'), cell: (row) => capital(row.functionLabel) },
          { key: 'profession', header: t('person.profession'), cell: (row) => row.professionLabel && capital(row.professionLabel) },
          { key: 'where', header: t('person.where'), cell: (row) => row.place?.name ?? t('person.organiser') },
          { key: 'share', header: t('person.share'), numeric: true, cell: (row) => row.share !== null && percent(row.share * 100, 0) },
          { key: 'from', header: t('person.from'), cell: (row) => day(row.validFrom) },
          { key: 'to', header: t('person.to'), cell: (row) => row.validTo && day(row.validTo) },
          { key: 'state', header: t('person.state'), cell: (row) => <State row={row} /> },
          {
            key: 'end',
            header: t('person.end'),
            cell: (row) =>
              row.allowedActions.includes('assignment.end') && (
                <Button variant="default" size="compact-md" className="no-print" aria-label={t('person.endOf', { what: row.functionLabel })} onClick={() => setEnding(row)}>
                  {t('person.end')}
                </Button>
              ),
          },
        ]}
      />
      {ending && <Ending row={ending} onClose={() => setEnding(null)} />}
    </>
  );
}

function State({ row }: { row: AssignmentOut }) {
  const { t } = useTranslation('people');
  if (row.isValidNow) return <StatusBadge tone="active">{t('person.valid')}</StatusBadge>;
  if (row.validFrom > today() && !row.endReason) return <StatusBadge tone="waiting">{t('person.later')}</StatusBadge>;
  return (
    <>
      <StatusBadge tone="closed">{t('person.over')}</StatusBadge>
      {row.endReason && (
        <Text size="sm" c="dimmed">
          {t('person.ownReason', { reason: row.endReason })}
        </Text>
      )}
    </>
  );
}

function Ending({ row, onClose }: { row: AssignmentOut; onClose: () => void }) {
  const { t } = useTranslation('people');
  const queryClient = useQueryClient();
  const end = async (reason: string) => {
    await endAssignment({ path: { assignmentId: row.id }, body: { reason }, throwOnError: true });
    const keys = [listAssignmentsQueryKey(), readPersonQueryKey({ path: { personId: row.person.id } }), listPeopleQueryKey()];
    for (const queryKey of keys) await queryClient.invalidateQueries({ queryKey });
    notifyDone(t('person.ended'));
  };
  return (
    <ConfirmDialog title={t('person.endTitle')} consequence={t('person.endConsequence')} confirmLabel={t('person.end')} needsReason onConfirm={end} onClose={onClose} />
  );
}
