import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ActingPageCaseRow, CaseRow } from '@/shared/api/generated';
import { DataTable, type Column } from '@/shared/ui/DataTable';
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
    { key: 'owner', header: t('list.owner'), cell: (row) => row.owner?.name ?? t('list.noOwner') },
  ];
  return <DataTable caption={caption} columns={columns} rows={page.items} rowId={(row) => row.id} page={page} stale={stale} onSearch={onSearch} />;
}
