import type { GoalOut, SmartRowOut } from '@/shared/api/generated';
import type { Tone } from '@/shared/ui/StatusBadge';

export const stateTones: Record<GoalOut['state'], Tone> = {
  DRAFT: 'new', CHECKED: 'new', PROPOSED: 'waiting', ACCEPTED: 'done', ACTIVE: 'active', ADJUSTED: 'active', EVALUATED: 'done', CLOSED: 'closed', ABANDONED: 'closed',
};

export const smartTones: Record<SmartRowOut['status'] | 'LATER' | 'WAITING', Tone> = { OK: 'done', WARN: 'active', ERROR: 'late', LATER: 'new', WAITING: 'waiting' };

/** "50 %" of a share from 0 to 1. */
export function share(progress: number, percent: (n: number, decimals: number) => string): string {
  return percent(Math.round(progress * 100), 0);
}
