import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ifMatch } from './etag';
import type * as Generated from './generated/client.gen';
import type * as Http from './http';
import type * as Session from './session';

let session: typeof Session.session;
let client: typeof Generated.client;
let outsideSession: typeof Http.outsideSession;

const answers: (() => Response | Promise<Response>)[] = [];
const sent: Request[] = [];
const json = (status: number, body: unknown, headers: Record<string, string> = {}) => () =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...headers } });
const times = { expiresAt: '2026-11-22T20:00:00Z', idleExpiresAt: '2026-11-22T10:30:00Z' };
const open = () => session.opened('p1', times, Date.parse('2026-11-22T10:00:00Z'));
const post = (body: object) => client.post({ url: '/things', body, headers: { 'Content-Type': 'application/json' }, throwOnError: true });
const get = () => client.get({ url: '/things/1', throwOnError: true });

beforeEach(async () => {
  vi.resetModules();
  ({ session } = await import('./session'));
  ({ client } = await import('./generated/client.gen'));
  const http = await import('./http');
  ({ outsideSession } = http);
  http.startClient();
  answers.length = 0;
  sent.length = 0;
  vi.stubGlobal('fetch', (request: Request) => {
    sent.push(request);
    const answer = answers.shift();
    return answer ? Promise.resolve(answer()) : Promise.reject(new TypeError('no answer planned'));
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

test('every call says that it comes from the page, and in which language', async () => {
  answers.push(json(200, {}));
  await get();
  expect(sent[0]?.headers.get('X-Samsyn-Request')).toBe('1');
  expect(sent[0]?.headers.get('Accept-Language')).toBe('sv');
  expect(new URL(sent[0]?.url ?? '').pathname).toBe('/samsyn/v1/things/1');
});

test('a refusal is thrown as a problem', async () => {
  answers.push(json(409, { code: 'C01', detail: 'Inte nu.' }));
  await expect(get()).rejects.toMatchObject({ status: 409, code: 'C01', detail: 'Inte nu.' });
});

test('silence is a problem of its own', async () => {
  await expect(get()).rejects.toMatchObject({ code: 'NETWORK', offline: true });
});

test('the same thing sent again after silence carries the same key; after an answer a new one', async () => {
  await post({ a: 1 }).catch(() => undefined);
  answers.push(json(201, {}), json(201, {}), json(201, {}));
  await post({ a: 1 });
  await post({ a: 1 });
  await post({ a: 2 });
  const keys = sent.map((r) => r.headers.get('Idempotency-Key'));
  expect(keys[0]).toBe(keys[1]);
  expect(new Set(keys.slice(1)).size).toBe(3);
});

test('an object carries the ETag it was read with', async () => {
  answers.push(json(200, { id: 'x' }, { ETag: '"7"' }), json(200, {}, { ETag: '"8"' }));
  expect(ifMatch((await get()).data as object)).toEqual({ 'If-Match': '"7"' });
  expect(ifMatch((await get()).data as object)).toEqual({ 'If-Match': '"8"' });
  expect(() => ifMatch({})).toThrow();
});

test('a call that meets an ended session covers the page and goes on when the same person is back', async () => {
  open();
  answers.push(json(401, { code: 'A01' }), json(201, { id: 'made' }));
  const call = post({ a: 1 });
  await vi.waitFor(() => expect(session.get().phase).toBe('covered'));
  expect(sent).toHaveLength(1);
  open();
  expect((await call).data).toEqual({ id: 'made' });
  expect(await sent[1]?.text()).toBe('{"a":1}');
  expect(sent[1]?.headers.get('Idempotency-Key')).toBe(sent[0]?.headers.get('Idempotency-Key'));
});

test('while the page is covered nothing is sent: the cookie may be somebody else’s', async () => {
  open();
  session.cover();
  const call = post({ a: 1 });
  await Promise.resolve();
  expect(sent).toHaveLength(0);
  session.ended();
  await expect(call).rejects.toMatchObject({ status: 401 });
  await expect(get()).rejects.toMatchObject({ status: 401 });
  expect(sent).toHaveLength(0);
});

test('signing in does not wait for itself', async () => {
  open();
  session.cover();
  answers.push(json(401, { code: 'A10', detail: 'Fel lösenord.' }));
  await expect(client.post({ url: '/session', body: {}, ...outsideSession })).rejects.toMatchObject({ code: 'A10' });
});

test('without a session a 401 is just a refusal', async () => {
  answers.push(json(401, { code: 'A01' }));
  await expect(get()).rejects.toMatchObject({ status: 401 });
  expect(session.get().phase).toBe('none');
});
