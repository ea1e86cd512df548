import { useEffect, useEffectEvent, useRef } from 'react';
import { followLive, type Follow } from './live';

/** Whoever has done nothing for so long gets what is new when they come back: asking for it would keep their session alive. */
const AT_WORK_MS = 5 * 60_000;
const SIGNS = ['pointerdown', 'keydown', 'visibilitychange'] as const;

/** Calls `onChange` when what is followed has changed, as long as somebody is at work at the page. `id` tells what is followed. */
export function useLive(id: string, follow: Follow, onChange: () => void): void {
  const lastSign = useRef(0);
  const waits = useRef(false);
  const open = useEffectEvent(follow);
  const tell = useEffectEvent(() => {
    waits.current = document.visibilityState === 'hidden' || Date.now() - lastSign.current > AT_WORK_MS;
    if (!waits.current) onChange();
  });
  const sign = useEffectEvent(() => {
    lastSign.current = Date.now();
    if (waits.current) tell();
  });
  useEffect(() => {
    const stop = new AbortController();
    lastSign.current = Date.now();
    for (const name of SIGNS) document.addEventListener(name, sign, { signal: stop.signal });
    void followLive((how) => open(how), () => tell(), stop.signal);
    return () => stop.abort();
  }, [id]);
}
