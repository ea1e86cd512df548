import type { EventOut, NoteOut } from '@/shared/api/generated';
import { dayOf } from '@/shared/lib/times';

export type Entry = { at: string; id: string; note: NoteOut } | { at: string; id: string; event: EventOut };
export const filters = ['all', 'notes', 'events'] as const;
export type Filter = (typeof filters)[number];

/** A list as far as it has come, the newest first, and whether there is more of it. */
interface Reach {
  times: readonly string[];
  more: boolean;
}

const lastOf = ({ times, more }: Reach): string => (more ? (times.at(-1) ?? '') : '');

/** How far back all lists have come: what one of them has beyond it would stand there with holes in it. */
export const reached = (lists: readonly Reach[]): string => lists.map(lastOf).reduce((a, b) => (a > b ? a : b), '');

/** Whether this is what the others wait for. */
export const isBehind = (list: Reach, lists: readonly Reach[]): boolean => list.more && lastOf(list) === reached(lists);

/** The newest first, back to `since`; a note stands for its own event. */
export function merged(notes: readonly NoteOut[], events: readonly EventOut[], filter: Filter, since: string): Entry[] {
  const written: Entry[] = filter === 'events' ? [] : notes.map((note) => ({ at: note.writtenAt, id: note.id, note }));
  const happened: Entry[] =
    filter === 'notes' ? [] : events.filter((event) => event.type !== 'NOTE_WRITTEN').map((event) => ({ at: event.at, id: event.id, event }));
  return [...written, ...happened].filter((entry) => entry.at >= since).sort((a, b) => b.at.localeCompare(a.at));
}

/** By day in Sweden, in the order they come. */
export function byDay(entries: readonly Entry[]): [string, Entry[]][] {
  const days = new Map<string, Entry[]>();
  for (const entry of entries) {
    const day = dayOf(entry.at);
    const held = days.get(day);
    if (held) held.push(entry);
    else days.set(day, [entry]);
  }
  return [...days];
}
