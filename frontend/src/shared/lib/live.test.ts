import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { followLive, type Follow } from './live';

type Step = { status: number; events?: string[] } | 'offline';

/** Answers one step after the other as the generated client does: an error ends the stream and is not thrown. */
function server(steps: Step[]): { follow: Follow; asked: () => number } {
  let asked = 0;
  const follow: Follow = async ({ fetch: ask, onSseEvent }) => {
    const step = steps[asked++] ?? { status: 404 };
    async function* stream() {
      if (step === 'offline') return;
      vi.stubGlobal('fetch', async () => new Response('', { status: step.status }));
      await ask('http://samsyn.test/changes');
      if (step.status !== 200) return;
      for (const event of step.events ?? []) {
        onSseEvent({ event });
        yield {};
      }
    }
    return { stream: stream() };
  };
  return { follow, asked: () => asked };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function run(steps: Step[]): Promise<{ changes: number; asked: number }> {
  const { follow, asked } = server(steps);
  const onChange = vi.fn();
  const done = followLive(follow, onChange, new AbortController().signal);
  await vi.runAllTimersAsync();
  await done;
  return { changes: onChange.mock.calls.length, asked: asked() };
}

it('tells of each change', async () => {
  expect(await run([{ status: 200, events: ['changed', 'changed'] }, { status: 404 }])).toEqual({ changes: 2, asked: 2 });
});

it('asks anew when a stream has ended, for something may have passed between', async () => {
  expect((await run([{ status: 200 }, { status: 200 }, { status: 404 }])).changes).toBe(1);
});

it('polls while streams fail, and goes on when they are back', async () => {
  expect(await run(['offline', { status: 503 }, { status: 429 }, { status: 200, events: ['changed'] }, { status: 404 }])).toEqual({ changes: 5, asked: 5 });
});

it('stops where the caller may no longer look, and lets the page find out', async () => {
  expect(await run([{ status: 200, events: ['gone'] }, { status: 200 }])).toEqual({ changes: 1, asked: 1 });
});

it.each([401, 403, 404])('leaves %s to the page', async (status) => {
  expect(await run([{ status }, { status: 200 }])).toEqual({ changes: 0, asked: 1 });
});

it('stops at the signal, also while it waits', async () => {
  const stop = new AbortController();
  const { follow, asked } = server(['offline', 'offline', 'offline']);
  const onChange = vi.fn();
  const done = followLive(follow, onChange, stop.signal);
  await vi.advanceTimersByTimeAsync(100);
  stop.abort();
  await done;
  expect([asked(), onChange.mock.calls.length]).toEqual([1, 0]);
});
