import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { searchCases, type CaseHitOut, type CaseOut } from '@/shared/api/generated';
import { useFormat } from '@/shared/lib/format';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import css from '../cases.module.css';
import { Pieces, sourceOf } from './SearchHit';

const SHORTEST = 2;
const MOST = 100;
const tabs = { CHILD_VOICE: 'rost', INVESTIGATION: 'utredning', CONTRIBUTION: 'utredning', HEARING: 'beslut', DECISION: 'beslut', MEASURE: 'atgarder', FILE: 'filer' } as const;

/** In everything that one reads in the case, whatever its class; the words live on this page alone. */
export function SearchInside({ found, onClose }: { found: CaseOut; onClose: () => void }) {
  const { t } = useTranslation('cases');
  const [hits, setHits] = useState<CaseHitOut[] | null>(null);
  const f = useAppForm({
    initialValues: { words: '' },
    validate: { words: (v) => (v.trim().length >= SHORTEST ? null : t('search.missing')) },
  });
  const ask = async (words: string) => {
    const { data } = await searchCases({ body: { words, caseId: found.id, limit: MOST }, throwOnError: true });
    setHits(data.items);
    f.form.resetDirty();
  };
  return (
    <section className={`${css.item} no-print`} aria-label={t('inside.title')}>
      <form {...f.props(async ({ words }) => ask(words.trim()))} role="search">
        <Stack gap="sm">
          <ErrorSummary {...f.summary} />
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
        {hits && (hits.length === 0 ? t('inside.none') : t('inside.count', { count: hits.length }))}
      </div>
      {hits?.length === 0 && <Text>{t('inside.noneText')}</Text>}
      {hits && (
        <ul className={css.plain}>
          {hits.map((hit, place) => (
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
