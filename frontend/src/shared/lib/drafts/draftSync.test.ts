import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DraftSync, type DraftContent, type DraftWorld } from './draftSync';

const SAVED = '2026-11-22T09:42:00Z';
let server: Map<string, DraftContent>;
let browser: Map<string, DraftContent>;
let put: ReturnType<typeof vi.fn<DraftWorld['put']>>;
let draft: DraftSync;

beforeEach(() => {
  vi.useFakeTimers();
  server = new Map();
  browser = new Map();
  put = vi.fn(async (id, content) => {
    server.set(id, content);
    return SAVED;
  });
  draft = new DraftSync('concern.new', {
    put: (id, content) => put(id, content),
    remove: async (id) => void server.delete(id),
    keep: async (id, content) => void browser.set(id, content),
    unkeep: async (id) => void browser.delete(id),
    refusal: (error) => (error === 'refused' ? 'För långt.' : null),
  });
});
afterEach(() => {
  draft.stop();
  vi.useRealTimers();
});

test('is kept in the browser at once and says saved only when the server has it', async () => {
  draft.change({ text: 'a' });
  expect(browser.get('concern.new')).toEqual({ text: 'a' });
  expect(draft.get().phase).toBe('saving');
  expect(put).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(server.get('concern.new')).toEqual({ text: 'a' });
  expect(draft.get()).toEqual({ phase: 'saved', savedAt: SAVED });
  expect(browser.size).toBe(0);
});

test('typing on is one save', async () => {
  for (const text of ['a', 'ab', 'abc']) {
    draft.change({ text });
    await vi.advanceTimersByTimeAsync(300);
  }
  await vi.advanceTimersByTimeAsync(1_000);
  expect(put).toHaveBeenCalledTimes(1);
  expect(server.get('concern.new')).toEqual({ text: 'abc' });
});

test('without a network it waits, stays in the browser and is sent when the network is back', async () => {
  put.mockRejectedValueOnce('silence').mockRejectedValueOnce('silence');
  draft.change({ text: 'a' });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(draft.get()).toEqual({ phase: 'waiting', savedAt: null });
  draft.change({ text: 'ab' });
  expect(draft.get().phase).toBe('waiting');
  expect(browser.get('concern.new')).toEqual({ text: 'ab' });
  await vi.advanceTimersByTimeAsync(3_000);
  draft.flush();
  await vi.advanceTimersByTimeAsync(0);
  expect(server.get('concern.new')).toEqual({ text: 'ab' });
  expect(draft.get().phase).toBe('saved');
});

test('what is typed while a save is under way is saved after it', async () => {
  let finish: (at: string) => void = () => undefined;
  put.mockImplementationOnce(() => new Promise((resolve) => (finish = resolve)));
  draft.change({ text: 'a' });
  await vi.advanceTimersByTimeAsync(1_000);
  draft.change({ text: 'ab' });
  finish(SAVED);
  await vi.advanceTimersByTimeAsync(0);
  expect(draft.get().phase).toBe('saving');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(server.get('concern.new')).toEqual({ text: 'ab' });
});

test('a draft thrown away while a save is under way does not come back', async () => {
  let finish: (at: string) => void = () => undefined;
  put.mockImplementationOnce(async (id, content) => {
    const savedAt = await new Promise<string>((resolve) => (finish = resolve));
    server.set(id, content);
    return savedAt;
  });
  draft.change({ text: 'a' });
  await vi.advanceTimersByTimeAsync(1_000);
  await draft.discard();
  finish(SAVED);
  await vi.advanceTimersByTimeAsync(0);
  expect(server.size).toBe(0);
  expect(browser.size).toBe(0);
  expect(draft.get().phase).toBe('idle');
});

test('what the server will not have is said, and not tried again until it is changed', async () => {
  put.mockRejectedValueOnce('refused');
  draft.change({ text: 'a' });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(draft.get()).toEqual({ phase: 'refused', savedAt: null, why: 'För långt.' });
  expect(put).toHaveBeenCalledTimes(1);
  draft.change({ text: 'b' });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(draft.get().phase).toBe('saved');
});
