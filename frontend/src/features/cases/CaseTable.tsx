import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ActingPageCaseRow, CaseRow } from '@/shared/api/generated';
import { DataTable, type Column } from '@/shared/ui/DataTable';
import { useFormat } from '@/shared/lib/format';
import { FollowUp } from './FollowUp';

interface Props {
  caption: string;
  page: ActingPageCaseRow;
  stale: boolean;
  onSearch: (patch: { page: number }) => void;
}

/** Cases that one may open. A row names number and type, never a pupil. */
export function CaseTable({ caption, page, stale, onSearch }: Props) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  const waits = (row: CaseRow) => {
    if (row.waitingSince === null) return '–';
    const day = format.shortDay(row.waitingSince);
    return row.waitingFor === null ? t('list.waitingHidden', { day }) : t('list.waitingSince', { what: row.waitingFor, day });
  };
  const columns: Column<CaseRow>[] = [
    {
      key: 'number',
      header: t('list.number'),
      cell: (row) => (
        <Link to="/arenden/$caseId" params={{ caseId: row.id }}>
          {row.number}
        </Link>
      ),
    },
    { key: 'type', header: t('list.type'), cell: (row) => row.caseType.label },
    { key: 'phase', header: t('list.phase'), cell: (row) => t(`phase.${row.phase}`) },
    { key: 'followUp', header: t('list.followUp'), cell: (row) => <FollowUp day={row.nextFollowUpOn} closed={row.closedAt !== null} /> },
    { key: 'waiting', header: t('list.waiting'), cell: waits },
    { key: 'owner', header: t('list.owner'), cell: (row) => row.owner?.name ?? t('list.noOwner') },
  ];
  return <DataTable caption={caption} columns={columns} rows={page.items} rowId={(row) => row.id} page={page} stale={stale} onSearch={onSearch} />;
}
