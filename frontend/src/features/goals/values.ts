import type { GoalIn, GoalOut, GoalPatch } from '@/shared/api/generated';
import { addDays, fromDayNumber, toDayNumber, weekdayOf } from '@/shared/lib/days';
import { parseDate } from '@/shared/lib/parseDate';

/** What the form holds; numbers and days as they are typed. */
export interface GoalValues extends Record<string, unknown> {
  teamId: string;
  ownerId: string;
  title: string;
  targetGroup: string;
  description: string;
  level: GoalIn['level'];
  scope: NonNullable<GoalIn['scope']>;
  metric: string;
  unit: string;
  metricSource: '' | NonNullable<GoalIn['metricSource']>;
  baselineValue: string;
  baselineOn: string;
  targetValue: string;
  strengths: string;
  realismNote: string;
  startOn: string;
  deadlineOn: string;
  checkInDays: string[];
}

/** A number as Swedes write it: "93,1", "1 234,5", "−5". Null for nothing, undefined for what is no number. */
export function parseFigure(text: string): number | null | undefined {
  const plain = text.replaceAll(/[\s\u00a0\u202f]/g, '').replace('\u2212', '-').replace(',', '.').replace(/%$/, '');
  if (plain === '') return null;
  return /^-?\d{1,9}(\.\d{1,4})?$/.test(plain) ? Number(plain) : undefined;
}

export const isDay = (text: string): boolean => parseDate(text, 0) === text;
const dayOrNull = (text: string): string | null => (isDay(text) ? text : null);
const textOrNull = (text: string): string | null => text.trim() || null;

export function emptyGoal(teamId: string, ownerId: string, today: string): GoalValues {
  return {
    teamId, ownerId, title: '', targetGroup: '', description: '', level: 'PREVENTIVE', scope: 'UNIT', metric: '', unit: '', metricSource: '',
    baselineValue: '', baselineOn: '', targetValue: '', strengths: '', realismNote: '', startOn: today, deadlineOn: '', checkInDays: [],
  };
}

export function valuesOf(goal: GoalOut, write: (n: number) => string): GoalValues {
  const number = (n: number | null) => (n === null ? '' : write(n));
  const text = (x: string | null) => x ?? '';
  return {
    teamId: goal.team.id, ownerId: goal.owner.id, title: goal.title, targetGroup: text(goal.targetGroup), description: text(goal.description),
    level: goal.level, scope: goal.scope, metric: text(goal.metric), unit: text(goal.unit), metricSource: goal.metricSource ?? '',
    baselineValue: number(goal.baselineValue), baselineOn: text(goal.baselineOn), targetValue: number(goal.targetValue),
    strengths: text(goal.strengths), realismNote: text(goal.realismNote), startOn: text(goal.startOn), deadlineOn: text(goal.deadlineOn),
    checkInDays: [...goal.checkInDays],
  };
}

/** The way follows from the two values; nobody has to say what the program can see. */
function directionOf(from: number | null, to: number | null): 'INCREASE' | 'DECREASE' | null {
  if (from === null || to === null || from === to) return null;
  return to > from ? 'INCREASE' : 'DECREASE';
}

export function bodyOf(values: GoalValues): GoalIn {
  const from = parseFigure(values.baselineValue) ?? null;
  const to = parseFigure(values.targetValue) ?? null;
  return {
    teamId: values.teamId,
    ownerId: values.ownerId || null,
    title: values.title.trim(),
    targetGroup: textOrNull(values.targetGroup),
    description: textOrNull(values.description),
    level: values.level,
    scope: values.scope,
    metric: textOrNull(values.metric),
    unit: textOrNull(values.unit),
    metricSource: values.metricSource || null,
    direction: directionOf(from, to),
    baselineValue: from,
    baselineOn: dayOrNull(values.baselineOn),
    targetValue: to,
    strengths: textOrNull(values.strengths),
    realismNote: textOrNull(values.realismNote),
    startOn: dayOrNull(values.startOn),
    deadlineOn: dayOrNull(values.deadlineOn),
    checkInDays: values.checkInDays.filter(isDay),
  };
}

/** The team is that of the goal for good. `free`: only what may change in an active goal. */
export function patchOf(values: GoalValues, free: boolean): GoalPatch {
  const { ownerId, checkInDays = [], ...body } = bodyOf(values);
  const owner = ownerId ? { ownerId } : {};
  if (free) return { ...owner, checkInDays };
  const rest = Object.entries(body).filter(([name]) => name !== 'teamId');
  return { ...Object.fromEntries(rest), ...owner, checkInDays };
}

const PARTS = 3;

/** Two weekdays that divide the time to the deadline in three; empty where there is no time to divide. */
export function suggestDays(start: string, deadline: string): string[] {
  if (!isDay(start) || !isDay(deadline)) return [];
  const [first, last] = [toDayNumber(start), toDayNumber(deadline)];
  if (last - first < PARTS * 2) return [];
  return [1, 2].map((n) => onWeekday(fromDayNumber(first + Math.round(((last - first) * n) / PARTS))));
}

function onWeekday(day: string): string {
  const over = weekdayOf(day) - 5;
  return over > 0 ? addDays(day, -over) : day;
}
