/**
 * Follows an answer of the server that goes on, and says when there is something to ask for anew. Where it cannot be
 * kept open it is asked for again and again, and every time counts as a change.
 */

export type Follow = (how: { signal: AbortSignal; fetch: typeof fetch; sseMaxRetryAttempts: number; onSseEvent: (event: { event?: string }) => void }) => Promise<{
  stream: AsyncIterable<unknown>;
}>;

const POLL_MS = 5_000;
const SOON_MS = 500;
/** Statuses that no new try will change: the page's own calls say what is the matter. */
const OVER: readonly number[] = [401, 403, 404];

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = window.setTimeout(done, ms);
    function done() {
      window.clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
  });

/** Until the signal, or until the server says that there is nothing more to follow. */
export async function followLive(follow: Follow, onChange: () => void, signal: AbortSignal): Promise<void> {
  let first = true;
  while (!signal.aborted) {
    const met = await once(follow, onChange, signal, first);
    if (met === 'over' || signal.aborted) return;
    first = false;
    await pause(met === 'ended' ? SOON_MS : POLL_MS, signal);
    if (met === 'failed' && !signal.aborted) onChange();
  }
}

async function once(follow: Follow, onChange: () => void, signal: AbortSignal, first: boolean): Promise<'ended' | 'failed' | 'over'> {
  let status = 0;
  let gone = false;
  const watched: typeof fetch = async (input, init) => {
    const answer = await fetch(input, init);
    status = answer.status;
    if (answer.ok && !first) onChange();
    return answer;
  };
  const onSseEvent = ({ event }: { event?: string }) => {
    if (event === 'changed') onChange();
    if (event === 'gone') gone = true;
  };
  try {
    const { stream } = await follow({ signal, fetch: watched, sseMaxRetryAttempts: 1, onSseEvent });
    const events = stream[Symbol.asyncIterator]();
    while (!(await events.next()).done);
  } catch {
    return signal.aborted ? 'ended' : 'failed';
  }
  if (gone) onChange();
  if (gone || OVER.includes(status)) return 'over';
  return status === 200 ? 'ended' : 'failed';
}
