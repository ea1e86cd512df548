import { Button, Group, Stack, Text, TextInput, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { PageHeader } from '@/shared/ui/PageHeader';
import { EmptyState } from '@/shared/ui/states';
import { CaseViews } from '../CaseViews';
import css from '../cases.module.css';
import { MoreHits } from './MoreHits';
import { OpenWithReasonLink } from './OpenWithReasonLink';
import { SearchHit } from './SearchHit';
import { useHits } from './useHits';

const SHORTEST = 2;

/** What is typed is sent in the body and kept on the page alone: never in the address, never in its title. */
export function SearchPage() {
  const { t } = useTranslation(['cases', 'common']);
  const { found, ask, more } = useHits();
  const f = useAppForm({
    initialValues: { words: '' },
    validate: { words: (v) => (v.trim().length >= SHORTEST ? null : t('search.missing')) },
  });
  const nothing = found?.items.length === 0 && !found.next;
  return (
    <>
      <PageHeader title={t('search.title')} lead={t('search.lead')} />
      <CaseViews here="sok" />
      <form {...f.props(({ words }) => ask(words.trim()))} role="search" className={`${css.form} no-print`}>
        <Stack gap="sm">
          <ErrorSummary {...f.summary} title={t('search.failed')} />
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
        {nothing && <VisuallyHidden>{t('search.none')}</VisuallyHidden>}
        {found && !nothing && t(found.next ? 'search.countMore' : 'search.count', { count: found.items.length })}
      </div>
      {nothing && <EmptyState title={t('search.none')} text={t('search.noneText')} />}
      {found && found.items.length > 0 && (
        <ul className={css.plain}>
          {found.items.map((hit) => (
            <SearchHit key={hit.id} hit={hit} />
          ))}
        </ul>
      )}
      <MoreHits found={found} more={more} />
      <OpenWithReasonLink />
    </>
  );
}
