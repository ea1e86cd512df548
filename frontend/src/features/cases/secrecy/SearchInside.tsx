import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CaseHitOut, CaseOut } from '@/shared/api/generated';
import { useFormat } from '@/shared/lib/format';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import css from '../cases.module.css';
import { Pieces, sourceOf } from './SearchHit';
import { useHits } from './useHits';

const SHORTEST = 2;
const MOST = 100;
const tabs = { CHILD_VOICE: 'rost', INVESTIGATION: 'utredning', CONTRIBUTION: 'utredning', HEARING: 'beslut', DECISION: 'beslut', MEASURE: 'atgarder', FILE: 'filer' } as const;

/** In everything that one reads in the case, whatever its class; the words live on this page alone. */
export function SearchInside({ found, onClose }: { found: CaseOut; onClose: () => void }) {
  const { t } = useTranslation('cases');
  const { found: hits, ask } = useHits({ caseId: found.id, limit: MOST });
  const f = useAppForm({
    initialValues: { words: '' },
    validate: { words: (v) => (v.trim().length >= SHORTEST ? null : t('search.missing')) },
  });
  return (
    <section className={`${css.item} no-print`} aria-label={t('inside.title')}>
      <form {...f.props(({ words }) => ask(words.trim()))} role="search">
        <Stack gap="sm">
          <ErrorSummary {...f.summary} title={t('search.failed')} />
          <TextInput label={t('inside.words')} description={t('inside.hint')} autoComplete="off" data-autofocus autoFocus {...f.field('words')} />
          <Group gap="sm">
            <Button type="submit" loading={f.pending}>
              {t('search.do')}
            </Button>
            <Button variant="default" onClick={onClose}>
              {t('inside.close')}
            </Button>
          </Group>
        </Stack>
      </form>
      <div role="status" className={css.results}>
        {hits && (hits.items.length === 0 ? t('inside.none') : t(hits.items.length === MOST ? 'inside.countMore' : 'inside.count', { count: hits.items.length }))}
      </div>
      {hits?.items.length === 0 && <Text>{t('inside.noneText')}</Text>}
      {hits && (
        <ul className={css.plain}>
          {hits.items.map((hit, place) => (
            <Hit key={place} hit={hit} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Hit({ hit }: { hit: CaseHitOut }) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  const source = sourceOf(hit);
  if (!source || !hit.foundAt) return null;
  const words = t('search.foundIn', { source: t(`search.source.${source}`), at: format.instant(hit.foundAt) });
  return (
    <li className={css.clock}>
      {source === 'NOTE' ? (
        <span className={css.by}>{words}</span>
      ) : (
        <Link to="/arenden/$caseId" params={{ caseId: hit.id }} search={{ flik: tabs[source] }} resetScroll={false}>
          {words}
        </Link>
      )}
      <Pieces hit={hit} />
    </li>
  );
}
