import { Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { StudentOut } from '@/shared/api/generated';
import { DataTable, type Column } from '@/shared/ui/DataTable';
import type { PageOf } from '@/shared/ui/Pager';
import { Term } from '@/shared/ui/Term';

interface Props {
  caption: string;
  rows: readonly StudentOut[];
  page: PageOf;
  sort?: string;
  onSearch: (patch: { page: number; sort?: string }) => void;
  stale?: boolean;
}

/** Pupils that the caller may know: name, grade and groups, nothing else. */
export function StudentTable({ rows, ...table }: Props) {
  const { t } = useTranslation('students');
  const severalSchools = new Set(rows.map((student) => student.school.id)).size > 1;
  const columns: Column<StudentOut>[] = [
    { key: 'name', header: t('mine.name'), sortable: true, cell: (student) => <Name student={student} /> },
    { key: 'grade', header: t('mine.grade'), cell: (student) => student.grade },
    { key: 'groups', header: t('mine.groups'), cell: (student) => student.groups.map((group) => group.name).join(', ') },
    ...(severalSchools ? [{ key: 'school', header: t('mine.school'), cell: (student: StudentOut) => student.school.name }] : []),
  ];
  return <DataTable columns={columns} rows={rows} rowId={(student) => student.id} {...table} />;
}

function Name({ student }: { student: StudentOut }) {
  const { t } = useTranslation('students');
  if (!student.isProtected) return student.name;
  return (
    <Group gap="xs">
      {student.name}
      <Term explanation={t('mine.protectedHelp')}>{t('mine.protected')}</Term>
    </Group>
  );
}
