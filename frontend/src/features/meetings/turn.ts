import type { AgendaItemOut, MeetingOut } from '@/shared/api/generated';

type Turn = Pick<MeetingOut, 'currentItemId' | 'currentSeconds'>;
type Item = Pick<AgendaItemOut, 'id' | 'usedMinutes'>;

/**
 * Seconds used on an item now. The server counts, once for everybody; `since` is when it was asked, so that the
 * clock goes on between two answers.
 */
export function secondsOn(item: Item, turn: Turn, since: number, now: number): number {
  if (item.id !== turn.currentItemId) return item.usedMinutes * 60;
  return (turn.currentSeconds ?? 0) + Math.max(0, Math.floor((now - since) / 1000));
}

/** Whole minutes used, as they stand beside the planned ones. */
export const minutesOn = (item: Item, turn: Turn, since: number, now: number): number => Math.floor(secondsOn(item, turn, since, now) / 60);

/** The item to look at: the one that was chosen here, else the one that is up, or was before the pause, else the first. */
export function inView<T extends Item>(items: readonly T[], chosen: string | undefined, up: string | null): T | null {
  return items.find((item) => item.id === chosen) ?? items.find((item) => item.id === up) ?? items[0] ?? null;
}

/** "12.04" */
export const clockFace = (seconds: number): string => `${Math.floor(seconds / 60)}.${String(seconds % 60).padStart(2, '0')}`;
