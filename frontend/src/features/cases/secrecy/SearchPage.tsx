import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { searchCases, type CaseHitOut } from '@/shared/api/generated';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { PageHeader } from '@/shared/ui/PageHeader';
import { EmptyState } from '@/shared/ui/states';
import { CaseViews } from '../CaseViews';
import css from '../cases.module.css';
import { OpenWithReasonLink } from './OpenWithReasonLink';
import { SearchHit } from './SearchHit';

const SHORTEST = 2;

interface Found {
  words: string;
  items: CaseHitOut[];
  next: string | null;
}

/** What is typed is sent in the body and kept on the page alone: never in the address, never in its title. */
export function SearchPage() {
  const { t } = useTranslation(['cases', 'common']);
  const [found, setFound] = useState<Found | null>(null);
  const f = useAppForm({
    initialValues: { words: '' },
    validate: { words: (v) => (v.trim().length >= SHORTEST ? null : t('search.missing')) },
  });
  const ask = async (words: string, before: Found | null) => {
    const { data } = await searchCases({ body: { words, ...(before?.next && { cursor: before.next }) }, throwOnError: true });
    setFound({ words, items: [...(before?.items ?? []), ...data.items], next: data.nextCursor });
    f.form.resetDirty();
  };
  return (
    <>
      <PageHeader title={t('search.title')} lead={t('search.lead')} />
      <CaseViews here="sok" />
      <form {...f.props(async ({ words }) => ask(words.trim(), null))} role="search" className={`${css.form} no-print`}>
        <Stack gap="sm">
          <ErrorSummary {...f.summary} />
          <Group align="flex-end" wrap="nowrap">
            <TextInput label={t('search.words')} description={t('search.hint')} autoComplete="off" flex={1} {...f.field('words')} />
            <Button type="submit" loading={f.pending}>
              {t('search.do')}
            </Button>
          </Group>
        </Stack>
      </form>
      <Text size="sm" c="dimmed" mt="sm" maw={720}>
        {t('search.strict')}
      </Text>
      <div role="status" className={css.results}>
        {found && (found.items.length === 0 ? t('search.none') : t('search.count', { count: found.items.length }))}
      </div>
      {found?.items.length === 0 && <EmptyState title={t('search.none')} text={t('search.noneText')} />}
      {found && found.items.length > 0 && (
        <ul className={css.plain}>
          {found.items.map((hit) => (
            <SearchHit key={hit.id} hit={hit} />
          ))}
        </ul>
      )}
      {found?.next && (
        <Button variant="default" mt="md" onClick={() => void ask(found.words, found)}>
          {t('search.more')}
        </Button>
      )}
      <OpenWithReasonLink />
    </>
  );
}
