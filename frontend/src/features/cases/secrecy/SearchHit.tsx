import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CaseHitOut } from '@/shared/api/generated';
import { useFormat } from '@/shared/lib/format';
import css from '../cases.module.css';

const sources = ['NOTE', 'CHILD_VOICE', 'MEASURE', 'INVESTIGATION', 'CONTRIBUTION', 'HEARING', 'DECISION', 'FILE'] as const;
export const sourceOf = (hit: CaseHitOut) => sources.find((one) => one === hit.foundIn);

/** Number, type and phase; a link only where one may open the case, and a piece of what one may read there. */
export function SearchHit({ hit }: { hit: CaseHitOut }) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  const source = sourceOf(hit);
  return (
    <li className={css.item}>
      <div className={css.noteHead}>
        {hit.mayOpen ? (
          <Link to="/arenden/$caseId" params={{ caseId: hit.id }} search={{}}>
            {hit.number}
          </Link>
        ) : (
          <strong>{hit.number}</strong>
        )}
        <span>{hit.caseType?.label ?? t('list.hidden')}</span>
        <span className={css.by}>{t(`phase.${hit.phase}`)}</span>
        <span className={css.by}>{hit.school.name}</span>
        {source && hit.foundAt && <span className={css.by}>{t('search.foundIn', { source: t(`search.source.${source}`), at: format.instant(hit.foundAt) })}</span>}
      </div>
      {!hit.mayOpen && <Text size="sm">{t('search.closed')}</Text>}
      <Pieces hit={hit} />
    </li>
  );
}

/** The piece of a text that holds the words, with them marked. */
export function Pieces({ hit }: { hit: CaseHitOut }) {
  if (hit.pieces.length === 0) return null;
  return (
    <Text className={css.words}>
      {hit.pieces.map((part, place) => (part.hit ? <mark key={place}>{part.text}</mark> : <span key={place}>{part.text}</span>))}
    </Text>
  );
}
