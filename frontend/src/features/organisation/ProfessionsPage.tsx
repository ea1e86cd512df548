import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ProfessionOut } from '@/shared/api/generated';
import { listProfessionsOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { capital, useLookups } from '@/shared/api/lookups';
import { DataTable } from '@/shared/ui/DataTable';
import { PageHeader } from '@/shared/ui/PageHeader';
import { QueryState } from '@/shared/ui/QueryState';
import { SchoolNav } from '@/shared/ui/SectionNav';
import { EmptyState } from '@/shared/ui/states';
import { StatusBadge } from '@/shared/ui/StatusBadge';

/** The profession's name in the language of the page. */
export function useProfessionName(): (profession: { nameSv: string; nameEn: string }) => string {
  const { i18n } = useTranslation();
  return (profession) => capital(i18n.language === 'en' ? profession.nameEn : profession.nameSv);
}

export function ProfessionsPage() {
  const { t } = useTranslation('organisation');
  const query = useQuery(listProfessionsOptions({ query: { limit: 100 } }));
  return (
    <>
      <SchoolNav />
      <PageHeader title={t('professions.title')} lead={t('professions.lead')} />
      <QueryState query={query}>
        {(data) =>
          data.items.length === 0 ? (
            <EmptyState title={t('professions.empty')} text={t('professions.emptyText')} />
          ) : (
            <Professions rows={data.items} />
          )
        }
      </QueryState>
    </>
  );
}

function Professions({ rows }: { rows: readonly ProfessionOut[] }) {
  const { t } = useTranslation('organisation');
  const { label } = useLookups();
  const name = useProfessionName();
  return (
    <DataTable
      caption={t('professions.caption')}
      rows={rows}
      rowId={(p) => p.id}
      columns={[
        {
          key: 'name',
          header: t('professions.name'),
          cell: (p) => (
            <Anchor inherit component={Link} to="/skolan/professioner/$professionId" params={{ professionId: p.id } as never}>
              {name(p)}
            </Anchor>
          ),
        },
        { key: 'domain', header: t('professions.domain'), cell: (p) => label('statutory_domain', p.statutoryDomain) },
        { key: 'branch', header: t('professions.branch'), cell: (p) => label('secrecy_branch', p.secrecyBranch) },
        { key: 'tasks', header: t('professions.tasks'), numeric: true, cell: (p) => p.tasks.length },
        { key: 'state', header: t('professions.statutory'), cell: (p) => <State profession={p} /> },
      ]}
    />
  );
}

function State({ profession }: { profession: ProfessionOut }) {
  const { t } = useTranslation('organisation');
  if (!profession.active) return <StatusBadge tone="closed">{t('professions.inactive')}</StatusBadge>;
  return profession.isStatutory ? <StatusBadge tone="done">{t('professions.named')}</StatusBadge> : null;
}
