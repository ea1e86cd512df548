import { addDays, fromDayNumber, toDayNumber } from '@/shared/lib/days';

/** The circle, without a DOM. Angle 0 is the top, clockwise, in radians. The drawing is 800 × 800 units, centre at 0. */
export const TURN = 2 * Math.PI;

/** Whole months from the first to the last day shown, as day numbers; `end` is the day after the last. */
export interface Span {
  start: number;
  end: number;
}

const monthStart = (year: number, month: number) => Math.round(Date.UTC(year, month, 1) / 86_400_000);
const partsOf = (day: string): [number, number] => [Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1];

/** A school year, or a term: the circle always starts and ends with a month. */
export function spanOf(start: string, end: string): Span {
  return { start: monthStart(...partsOf(start)), end: monthStart(partsOf(end)[0], partsOf(end)[1] + 1) };
}

export const daysIn = (span: Span): number => span.end - span.start;
export const angleOf = (span: Span, day: number): number => ((day - span.start) / daysIn(span)) * TURN;

/** The day an angle falls on; any angle, also negative or past a full turn. */
export function dayAt(span: Span, angle: number): number {
  const part = (((angle % TURN) + TURN) % TURN) / TURN;
  return span.start + Math.floor(part * daysIn(span) + 1e-9);
}

export const angleOfPoint = (dx: number, dy: number): number => Math.atan2(dx, -dy);
export const pointAt = (angle: number, r: number): { x: number; y: number } => ({ x: Math.sin(angle) * r, y: -Math.cos(angle) * r });

export interface Month {
  /** First day, `YYYY-MM-DD`. */
  day: string;
  a0: number;
  a1: number;
}

export function monthsOf(span: Span): Month[] {
  const months: Month[] = [];
  for (let start = span.start; start < span.end; ) {
    const day = fromDayNumber(start);
    const next = monthStart(partsOf(day)[0], partsOf(day)[1] + 1);
    months.push({ day, a0: angleOf(span, start), a1: angleOf(span, next) });
    start = next;
  }
  return months;
}

/** Start and end angle of an activity inside the circle; null where it lies wholly outside. The last day is included. */
export function anglesOf(span: Span, start: string, end: string): { a0: number; a1: number } | null {
  const first = Math.max(toDayNumber(start), span.start);
  const after = Math.min(toDayNumber(end) + 1, span.end);
  return after > first ? { a0: angleOf(span, first), a1: angleOf(span, after) } : null;
}

/** Moves by whole days, kept inside the circle with its length unchanged. */
export function shift(span: Span, item: { start: string; end: string }, days: number): { start: string; end: string } {
  const room = { back: span.start - toDayNumber(item.start), on: span.end - 1 - toDayNumber(item.end) };
  const by = Math.max(Math.min(room.back, 0), Math.min(Math.max(room.on, 0), days));
  return { start: addDays(item.start, by), end: addDays(item.end, by) };
}

/** Whole weeks between two angles, the short way round. */
export function weeksBetween(span: Span, from: number, to: number): number {
  let days = dayAt(span, to) - dayAt(span, from);
  if (days > daysIn(span) / 2) days -= daysIn(span);
  if (days < -daysIn(span) / 2) days += daysIn(span);
  return Math.round(days / 7) || 0;
}

const n = (value: number) => value.toFixed(2);

/** An arc to write on: reversed in the lower half, so that no text stands on its head. */
export function textArc(r: number, a0: number, a1: number): string {
  const flip = readsBackwards(a0, a1);
  const [from, to] = flip ? [a1, a0] : [a0, a1];
  const p = pointAt(from, r);
  const q = pointAt(to, r);
  return `M${n(p.x)} ${n(p.y)}A${n(r)} ${n(r)} 0 ${a1 - a0 > Math.PI ? 1 : 0} ${flip ? 0 : 1} ${n(q.x)} ${n(q.y)}`;
}

export function readsBackwards(a0: number, a1: number): boolean {
  const middle = ((a0 + a1) / 2) % TURN;
  return middle > Math.PI / 2 && middle < (3 * Math.PI) / 2;
}
