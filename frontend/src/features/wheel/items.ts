import type { ActivityOut, GoalDay, MeetingOnWheel, WheelDatesOut, WheelOut } from '@/shared/api/generated';
import { dayInSweden, isoWeek } from '@/shared/lib/days';
import type { WheelItem } from './model';

/** What a mark or a row stands for. */
export type Entry =
  | { sort: 'activity'; activity: ActivityOut }
  | { sort: 'meeting'; meeting: MeetingOnWheel }
  | { sort: 'goal'; goal: GoalDay };

export interface Placed {
  item: WheelItem;
  entry: Entry;
}

type GoalWords = (goal: GoalDay) => string;

const statusOf = (a: ActivityOut): WheelItem['status'] => (a.status === 'REMOVED' ? 'PLANNED' : a.status);

function ofActivity(a: ActivityOut): Placed {
  return {
    entry: { sort: 'activity', activity: a },
    item: { id: a.id, title: a.title, kind: a.kind, category: a.ring, start: a.startsOn, end: a.endsOn, status: statusOf(a) },
  };
}

function ofMeeting(m: MeetingOnWheel): Placed {
  const day = dayInSweden(new Date(m.startsAt));
  return {
    entry: { sort: 'meeting', meeting: m },
    item: { id: `m${m.id}`, title: m.title, kind: m.type, category: 'EVERYDAY', start: day, end: day, status: 'PLANNED', fixed: true },
  };
}

function ofGoal(g: GoalDay, words: GoalWords): Placed {
  const status = g.kind === 'CHECK_IN_HELD' ? 'DONE' : 'PLANNED';
  return {
    entry: { sort: 'goal', goal: g },
    item: { id: `g${g.goalId}${g.kind}${g.day}`, title: words(g), kind: g.kind, category: 'GOALS_AND_RESULTS', start: g.day, end: g.day, status, fixed: true },
  };
}

interface Shown {
  meetings: boolean;
  goals: boolean;
  words: GoalWords;
}

/** Activities, and what else is asked for, in the order of time. */
export function placed(activities: readonly ActivityOut[], dates: WheelDatesOut | undefined, { meetings, goals, words }: Shown): Placed[] {
  const all = [
    ...activities.map(ofActivity),
    ...(meetings ? (dates?.meetings ?? []).map(ofMeeting) : []),
    ...(goals ? (dates?.goals ?? []).map((g) => ofGoal(g, words)) : []),
  ];
  return all.sort((a, b) => a.item.start.localeCompare(b.item.start) || a.item.end.localeCompare(b.item.end) || a.item.title.localeCompare(b.item.title, 'sv'));
}

export type Part = 'HT' | 'VT' | undefined;

/** The days that are shown: the whole circle, or the months of a term; the year turns between them. */
export function spanOfPart(wheel: Pick<WheelOut, 'firstOn' | 'lastOn'>, part: Part): { start: string; end: string } {
  const turn = wheel.lastOn.slice(0, 4);
  if (part === 'HT') return { start: wheel.firstOn, end: `${Number(turn) - 1}-12-31` };
  if (part === 'VT') return { start: `${turn}-01-01`, end: wheel.lastOn };
  return { start: wheel.firstOn, end: wheel.lastOn };
}

export const within = ({ item }: Placed, { start, end }: { start: string; end: string }): boolean => item.end >= start && item.start <= end;

/** Rows under the month in which they begin; what began before is told in the first month shown. */
export function byMonth(rows: readonly Placed[], start: string): [string, Placed[]][] {
  const months = new Map<string, Placed[]>();
  for (const row of rows) {
    const month = (row.item.start < start ? start : row.item.start).slice(0, 7);
    months.set(month, [...(months.get(month) ?? []), row]);
  }
  return [...months];
}

/** The month where the list is opened: that of today, or the first after it; null outside the days shown. */
export function monthNow(months: readonly string[], { start, end }: { start: string; end: string }, today: string): string | null {
  if (today < start || today > end) return null;
  return months.find((month) => month >= today.slice(0, 7)) ?? null;
}

/** First and last ISO week. */
export const weeksOf = (item: Pick<WheelItem, 'start' | 'end'>): { from: number; to: number } => ({ from: isoWeek(item.start).week, to: isoWeek(item.end).week });
