import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { PackRow } from '@/shared/api/generated';
import { listRulePacksOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { today } from '@/shared/lib/days';
import { useFormat } from '@/shared/lib/format';
import { DataTable } from '@/shared/ui/DataTable';
import { PageHeader } from '@/shared/ui/PageHeader';
import { QueryState } from '@/shared/ui/QueryState';
import { StatusBadge } from '@/shared/ui/StatusBadge';
import { RulesNav, useBase } from './place';


/** From when until when a pack holds, in words. */
export function useSpan(): (pack: { validFrom: string; validTo: string | null }) => string {
  const { t } = useTranslation('legal');
  const { date } = useFormat();
  return ({ validFrom, validTo }) => (validTo ? t('packs.span', { from: date(validFrom), to: date(validTo) }) : t('packs.from', { day: date(validFrom) }));
}

export function RulePacksPage() {
  const { t } = useTranslation('legal');
  const query = useQuery(listRulePacksOptions());
  return (
    <>
      <RulesNav />
      <PageHeader title={t('packs.title')} lead={t('packs.lead')} />
      <QueryState query={query}>{(data) => <Packs rows={data.items} />}</QueryState>
    </>
  );
}

function Packs({ rows }: { rows: readonly PackRow[] }) {
  const { t } = useTranslation('legal');
  const { instant } = useFormat();
  const span = useSpan();
  const base = useBase();
  return (
    <DataTable
      caption={t('packs.caption')}
      rows={rows}
      rowId={(pack) => pack.code}
      columns={[
        {
          key: 'name',
          header: t('packs.name'),
          cell: (pack) => (
            <Anchor inherit component={Link} to={`${base}/$packCode`} params={{ packCode: pack.code } as never}>
              {pack.label}
            </Anchor>
          ),
        },
        { key: 'valid', header: t('packs.valid'), cell: span },
        { key: 'state', header: t('packs.state'), cell: (pack) => <PackState pack={pack} /> },
        { key: 'own', header: t('packs.own'), numeric: true, cell: (pack) => pack.adjustments },
        { key: 'read', header: t('packs.read'), cell: (pack) => (pack.verified ? instant(pack.verified.at) : t('packs.notRead')) },
      ]}
    />
  );
}

function PackState({ pack }: { pack: PackRow }) {
  const { t } = useTranslation('legal');
  if (pack.inForce) return <StatusBadge tone="active">{t('packs.now')}</StatusBadge>;
  if (pack.validFrom > today()) return <StatusBadge tone="waiting">{t('packs.later')}</StatusBadge>;
  return <StatusBadge tone="closed">{t('packs.over')}</StatusBadge>;
}
