import { Button, Group, Text, Title } from '@mantine/core';
import { useInfiniteQuery, type UseInfiniteQueryResult } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listCaseEvents, listCaseNotes, type CaseOut, type NoteOut } from '@/shared/api/generated';
import { useFormat } from '@/shared/lib/format';
import { ErrorState, LoadingState } from '@/shared/ui/states';
import css from './cases.module.css';
import { EventLine } from './EventLine';
import { NoteCard } from './NoteCard';
import { NoteForm } from './NoteForm';
import { byDay, filters, isBehind, merged, reached, type Entry, type Filter } from './timeline';

const SearchInside = lazy(() => import('./secrecy/SearchInside').then((part) => ({ default: part.SearchInside })));
const PAGE = 50;
/** Whoever looks further back looks for something. */
const FURTHER = 100;

interface Listed<T> {
  items: T[];
  _meta: { nextCursor: string | null };
}

function usePages<T>(name: string, caseId: string, load: (cursor: string | null) => Promise<Listed<T>>) {
  return useInfiniteQuery({
    queryKey: [name, caseId],
    queryFn: ({ pageParam }) => load(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last._meta.nextCursor,
  });
}

/** Newest first, grouped by day; notes are written on top of it. */
export function Timeline({ found }: { found: CaseOut }) {
  const { t } = useTranslation('cases');
  const [filter, setFilter] = useState<Filter>('all');
  const [seeking, setSeeking] = useState(false);
  const [correcting, setCorrecting] = useState<NoteOut | null>(null);
  const path = { caseId: found.id };
  const paging = (cursor: string | null) => (cursor ? { limit: FURTHER, cursor } : { limit: PAGE });
  const notes = usePages('case-notes', found.id, async (cursor) => (await listCaseNotes({ path, query: paging(cursor), throwOnError: true })).data);
  const events = usePages('case-events', found.id, async (cursor) => (await listCaseEvents({ path, query: paging(cursor), throwOnError: true })).data);
  const [written, happened] = [itemsOf(notes.data), itemsOf(events.data)];
  const lists = [
    { of: 'notes', list: notes, times: written.map((one) => one.writtenAt), more: notes.hasNextPage },
    { of: 'events', list: events, times: happened.map((one) => one.at), more: events.hasNextPage },
  ].filter(({ of }) => filter === 'all' || filter === of);
  const entries = merged(written, happened, filter, reached(lists));
  const may = found.allowedActions.includes('case.write-note');
  const older = lists.filter((one) => isBehind(one, lists)).map(({ list }) => list);
  return (
    <section aria-labelledby="timeline">
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h3" id="timeline">
          {t('timeline.title')}
        </Title>
        <Group gap={4} role="group" aria-label={t('timeline.filter')} className="no-print">
          {filters.map((one) => (
            <Button key={one} size="compact-sm" variant={filter === one ? 'filled' : 'default'} aria-pressed={filter === one} onClick={() => setFilter(one)}>
              {t(`timeline.${one}`)}
            </Button>
          ))}
          {!seeking && (
            <Button size="compact-sm" variant="default" onClick={() => setSeeking(true)}>
              {t('inside.title')}
            </Button>
          )}
        </Group>
      </Group>
      <Suspense fallback={<LoadingState />}>{seeking && <SearchInside found={found} onClose={() => setSeeking(false)} />}</Suspense>
      {may && <NoteForm key={correcting?.id ?? 'new'} found={found} correcting={correcting} onDone={() => setCorrecting(null)} />}
      <Fetched lists={[notes, events]} empty={entries.length === 0 && older.length === 0} />
      <Days entries={entries} found={found} {...(may && { onCorrect: setCorrecting })} />
      {older.length > 0 && (
        <Button variant="default" mt="md" loading={older.some((list) => list.isFetchingNextPage)} onClick={() => older.forEach((list) => void list.fetchNextPage())}>
          {t('timeline.more')}
        </Button>
      )}
    </section>
  );
}

/** An empty list says so only when all of it has come. */
function Fetched({ lists, empty }: { lists: readonly UseInfiniteQueryResult[]; empty: boolean }) {
  const { t } = useTranslation('cases');
  const failed = lists.filter((list) => list.isError);
  if (failed.length > 0) return <ErrorState error={failed[0]?.error} retry={() => failed.forEach((list) => void list.refetch())} />;
  if (lists.some((list) => list.isPending)) return <LoadingState />;
  return empty ? <Text c="dimmed">{t('timeline.empty')}</Text> : null;
}

function itemsOf<T>(data: { pages: Listed<T>[] } | undefined): T[] {
  return data?.pages.flatMap((page) => page.items) ?? [];
}

interface DaysProps {
  entries: readonly Entry[];
  found: CaseOut;
  onCorrect?: (note: NoteOut) => void;
}

function Days({ entries, found, onCorrect }: DaysProps) {
  const format = useFormat();
  return byDay(entries).map(([day, held]) => (
    <section key={day}>
      <h3 className={css.day}>{format.day(day)}</h3>
      <ul className={css.plain}>
        {held.map((entry) => (
          <li key={entry.id} className={css.entry}>
            <time dateTime={entry.at} className={css.entryTime}>
              {format.time(entry.at)}
            </time>
            {'note' in entry ? <NoteCard note={entry.note} found={found} {...(onCorrect && { onCorrect })} /> : <EventLine event={entry.event} />}
          </li>
        ))}
      </ul>
    </section>
  ));
}
