import type { SyncRunSummary } from '@/shared/api/generated';
import type { Tone } from '@/shared/ui/StatusBadge';

const LONGEST_MS = 45 * 60_000;
const SLOW_START_MS = 60_000;
export const POLL_MS = 1_500;

type Told = Pick<SyncRunSummary, 'state' | 'phase' | 'startedAt' | 'allowedActions'>;
export type ShownState = SyncRunSummary['state'] | 'CONFIRMED';

/** A pull whose ends somebody has answered for is no longer waiting. */
export function shownState({ state, allowedActions }: Pick<Told, 'state' | 'allowedActions'>): ShownState {
  return state === 'CONFIRM' && !allowedActions.includes('sync-run.confirm') ? 'CONFIRMED' : state;
}

export const toneOf: Record<ShownState, Tone> = {
  RUNNING: 'active', DONE: 'done', CONFIRM: 'waiting', CONFIRMED: 'done', REFUSED: 'closed', FAILED: 'late',
};

/** What has gone on for longer died with its process; another pull may begin, and closes it. */
export function isUnderWay({ state, startedAt }: Pick<Told, 'state' | 'startedAt'>, now: number): boolean {
  return state === 'RUNNING' && now - Date.parse(startedAt) <= LONGEST_MS;
}

/** Ordered long ago and not begun: the worker may be down. */
export function startsSlowly({ state, phase, startedAt }: Omit<Told, 'allowedActions'>, now: number): boolean {
  return state === 'RUNNING' && phase === 'WAITING' && now - Date.parse(startedAt) > SLOW_START_MS;
}

/** For a query's `refetchInterval`: asks again while the pull goes on. */
export function pollWhile(run: { state: SyncRunSummary['state'] } | null | undefined): number | false {
  return run?.state === 'RUNNING' && POLL_MS;
}

/** How often each reason of a refusal comes, the commonest first. */
export function byReason(refusals: readonly { code: string; text: string }[]): { code: string; text: string; count: number }[] {
  const counted = new Map<string, { code: string; text: string; count: number }>();
  for (const { code, text } of refusals) {
    const one = counted.get(code) ?? { code, text, count: 0 };
    counted.set(code, { ...one, count: one.count + 1 });
  }
  return [...counted.values()].sort((a, b) => b.count - a.count || a.code.localeCompare(b.code));
}

/** Of the ends that were not made, those that are made when somebody says so. */
export function waitingOf(withheld: readonly { code: string; count: number }[]): number {
  return withheld.filter(({ code }) => code === 'TOO_MANY' || code === 'ORGANISATION').reduce((sum, { count }) => sum + count, 0);
}
