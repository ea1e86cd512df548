import { useCallback, useEffect, useRef, useState } from 'react';
import { begin, elapsed, handOver, pause, resume, type Timing } from './itemTimer';

const TICK_MS = 1_000;

export interface ItemTimer {
  running: boolean;
  elapsedMs: number;
  toggle: () => void;
  /** Hands over what is left of the item; call before another is chosen. */
  leave: () => void;
}

/** Counts time on the item that is up, and hands over each whole minute as it passes. */
export function useItemTimer(itemId: string | null, active: boolean, save: (itemId: string, minutes: number) => void): ItemTimer {
  const timing = useRef<Timing | null>(null);
  const saved = useRef(save);
  const [shown, setShown] = useState({ running: false, elapsedMs: 0 });
  useEffect(() => {
    saved.current = save;
  });
  const show = useCallback(() => {
    const now = timing.current;
    setShown({ running: now !== null && now.since !== null, elapsedMs: now ? elapsed(now, Date.now()) : 0 });
  }, []);
  const give = useCallback((final: boolean) => {
    const now = timing.current;
    if (!now) return;
    const { minutes, rest } = handOver(now, Date.now(), final);
    timing.current = final ? null : rest;
    if (minutes > 0) saved.current(now.itemId, minutes);
  }, []);
  useEffect(() => {
    if (!itemId || !active) return;
    timing.current = begin(itemId, Date.now());
    const tick = setInterval(() => {
      give(false);
      show();
    }, TICK_MS);
    return () => {
      clearInterval(tick);
      give(true);
    };
  }, [itemId, active, give, show]);
  const toggle = () => {
    const now = timing.current;
    if (now) timing.current = now.since === null ? resume(now, Date.now()) : pause(now, Date.now());
    show();
  };
  return { ...shown, toggle, leave: () => give(true) };
}
