import { Suspense, useEffect, useState } from 'react';
import { session } from '@/shared/api/session';
import { IdleDialog } from './later';

const WARN_SECONDS = 120;
const TICK_MS = 1_000;

function secondsLeft(): number | null {
  const state = session.get();
  if (state.phase !== 'active') return null;
  return Math.ceil((Math.min(state.idleEndsAt, state.endsAt) - Date.now()) / 1000);
}

/** Warns two minutes before the idle limit, and covers the page when it is reached. */
export function IdleWatch() {
  const [left, setLeft] = useState<number | null>(null);
  useEffect(() => {
    const timer = setInterval(() => {
      const seconds = secondsLeft();
      if (seconds !== null && seconds <= 0) session.cover();
      setLeft(seconds !== null && seconds > 0 && seconds <= WARN_SECONDS ? seconds : null);
    }, TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <Suspense>
      {left !== null && <IdleDialog secondsLeft={left} />}
    </Suspense>
  );
}
