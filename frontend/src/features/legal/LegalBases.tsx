import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PackBasisOut, PackOut } from '@/shared/api/generated';
import { together, useFormat } from '@/shared/lib/format';
import { DataTable, type Column } from '@/shared/ui/DataTable';
import { StatusBadge } from '@/shared/ui/StatusBadge';
import css from './legal.module.css';
import { Review } from './Review';
import { useSpan } from './RulePacksPage';

/** What the pack rests on, and who has read it: the program's makers, somebody of the organiser, or nobody. */
export function LegalBases({ pack }: { pack: PackOut }) {
  const { t } = useTranslation('legal');
  const span = useSpan();
  const open = pack.legalBases.filter((basis) => !basis.readByUs && !basis.verified).length;
  const mayReview = pack.allowedActions.includes('rule-pack.review');
  const columns: Column<PackBasisOut>[] = [
    { key: 'section', header: t('law.section'), cell: (basis) => `${basis.act} ${together(basis.section)}` },
    { key: 'text', header: t('law.text'), cell: (basis) => basis.text },
    { key: 'valid', header: t('law.valid'), cell: span },
    { key: 'read', header: t('law.read'), cell: (basis) => <ReadBy basis={basis} /> },
  ];
  if (mayReview) columns.push({ key: 'mark', header: t('law.mark'), cell: (basis) => <Mark pack={pack} basis={basis} /> });
  return (
    <section aria-labelledby="laws">
      <Title order={2} id="laws" mb="xs">
        {t('law.title')}
      </Title>
      <details className={css.type}>
        <summary>
          <span className={css.name}>{t('law.count', { count: pack.legalBases.length })}</span>
          <span className={css.counts}>{t('law.open', { count: open })}</span>
        </summary>
        <DataTable caption={t('law.caption')} rows={pack.legalBases} rowId={(basis) => basis.code} columns={columns} />
      </details>
    </section>
  );
}

function ReadBy({ basis }: { basis: PackBasisOut }) {
  const { t } = useTranslation('legal');
  const { instant } = useFormat();
  const said = basis.verified;
  if (said)
    return (
      <>
        <StatusBadge tone="done">{t('law.you')}</StatusBadge>
        <div className={css.counts}>{t('law.byYou', { name: said.by, day: instant(said.at) })}</div>
      </>
    );
  if (basis.readByUs) return <StatusBadge tone="active">{t('law.us')}</StatusBadge>;
  return <StatusBadge tone="waiting">{t('law.nobody')}</StatusBadge>;
}

function Mark({ pack, basis }: { pack: PackOut; basis: PackBasisOut }) {
  const { t } = useTranslation('legal');
  const section = `${basis.act} ${together(basis.section)}`;
  const words = { label: t('law.mark'), title: t('law.markTitle'), consequence: t('law.markText', { section }) };
  return <Review pack={pack} kind="LEGAL_BASIS" code={basis.code} verified={basis.verified !== null} {...words} of={section} buttonProps={{ size: 'xs' }} />;
}
