/** Seconds spent on one item, counted from instants so that a sleeping tab loses nothing. */
export interface Timing {
  itemId: string;
  /** Milliseconds before the present run. */
  before: number;
  /** When the present run began; null while paused. */
  since: number | null;
}

const MINUTE_MS = 60_000;

export const begin = (itemId: string, now: number): Timing => ({ itemId, before: 0, since: now });
export const elapsed = (timing: Timing, now: number): number => timing.before + (timing.since === null ? 0 : Math.max(0, now - timing.since));
export const pause = (timing: Timing, now: number): Timing => ({ ...timing, before: elapsed(timing, now), since: null });
export const resume = (timing: Timing, now: number): Timing => (timing.since === null ? { ...timing, since: now } : timing);

/** Whole minutes not handed over yet, and the timing with them taken out. `final` rounds half a minute up. */
export function handOver(timing: Timing, now: number, final: boolean): { minutes: number; rest: Timing } {
  const spent = elapsed(timing, now);
  const minutes = final ? Math.round(spent / MINUTE_MS) : Math.floor(spent / MINUTE_MS);
  const left = Math.max(0, spent - minutes * MINUTE_MS);
  return { minutes, rest: { ...timing, before: left, since: timing.since === null ? null : now } };
}

/** "12.04" */
export function clockFace(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}.${String(seconds % 60).padStart(2, '0')}`;
}
