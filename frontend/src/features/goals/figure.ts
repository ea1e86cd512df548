import { toDayNumber } from '@/shared/lib/days';

export interface Point {
  day: string;
  value: number;
}

export interface FigureData {
  baseline: Point;
  target: Point;
  start: string;
  /** Check-ins with a value, in any order. */
  points: readonly Point[];
}

export interface Frame {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const STEPS = [1, 2, 2.5, 5, 10];
const TICKS = 5;
const AIR = 0.12;

/** A step that people count in, so that about five lines fit. */
export function niceStep(span: number): number {
  const rough = span / TICKS;
  const size = 10 ** Math.floor(Math.log10(rough));
  return (STEPS.find((s) => s * size >= rough - 1e-12) ?? 10) * size;
}

/** Where days and values stand in the drawing, and the values that get a line. */
export function scaleOf({ baseline, target, start, points }: FigureData, frame: Frame) {
  const days = [baseline.day, start, target.day, ...points.map((p) => p.day)].map(toDayNumber);
  const values = [baseline.value, target.value, ...points.map((p) => p.value)];
  const [first, last] = [Math.min(...days), Math.max(...days)];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const air = (high - low || Math.abs(high) || 1) * AIR;
  const [bottom, top] = [low - air, high + air];
  const wide = frame.width - frame.left - frame.right;
  const tall = frame.height - frame.top - frame.bottom;
  const step = niceStep(top - bottom);
  const count = Math.floor(top / step) - Math.ceil(bottom / step) + 1;
  return {
    x: (day: string) => frame.left + ((toDayNumber(day) - first) / Math.max(1, last - first)) * wide,
    y: (value: number) => frame.top + ((top - value) / (top - bottom)) * tall,
    ticks: Array.from({ length: count }, (_, i) => Number(((Math.ceil(bottom / step) + i) * step).toPrecision(12))),
    covers: (day: string) => toDayNumber(day) >= first && toDayNumber(day) <= last,
  };
}

export const inOrder = (points: readonly Point[]): Point[] => [...points].sort((a, b) => a.day.localeCompare(b.day));
