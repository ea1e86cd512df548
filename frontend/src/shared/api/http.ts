import { currentLanguage } from '@/shared/i18n';
import { client } from './generated/client.gen';
import { withEtag } from './etag';
import { keyFor, settle } from './idempotency';
import { ApiProblem, OFFLINE, problemFrom } from './problem';
import { session } from './session';

const idempotencyHeader = 'Idempotency-Key';
async function addHeaders(request: Request): Promise<Request> {
  request.headers.set('X-Samsyn-Request', '1');
  request.headers.set('Accept-Language', currentLanguage());
  if (request.method === 'POST' && !request.headers.has(idempotencyHeader)) {
    const isForm = request.headers.get('Content-Type')?.startsWith('multipart/');
    const body = isForm ? crypto.randomUUID() : await request.clone().text();
    request.headers.set(idempotencyHeader, keyFor(request.method, request.url, body));
  }
  return request;
}

/**
 * A call that meets an ended session waits under the sign-in and goes on when the same person is back. A call made
 * while the page is covered is not sent before that: the cookie may be somebody else's by then.
 */
async function fetchInSession(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init);
  const { phase } = session.get();
  if (phase === 'gone' || (phase === 'covered' && !(await session.back()))) throw new ApiProblem(401, 'A01', '');
  const copy = request.clone();
  const answer = await fetch(request);
  if (answer.ok) session.touched();
  if (answer.status !== 401 || session.get().phase === 'none') return answer;
  session.cover();
  return (await session.back()) ? fetch(copy) : answer;
}

/** For the calls of signing in itself, which must not wait for it: `createSession({ ...outsideSession, body })`. */
export const outsideSession = { fetch: (input: RequestInfo | URL, init?: RequestInit) => fetch(input, init), throwOnError: true } as const;

async function settleAnswer(response: Response, request: Request): Promise<Response> {
  const key = request.headers.get(idempotencyHeader);
  if (key && response.status < 500) settle(key);
  return withEtag(response);
}

function toProblem(error: unknown, response: Response | undefined, request: Request): unknown {
  if (error instanceof ApiProblem) return error;
  if (response) return problemFrom(response.status, error);
  if (request.signal.aborted) return error;
  return new ApiProblem(0, OFFLINE, '');
}

/** Called once at start, before the first call. */
export function startClient(): void {
  client.setConfig({ baseUrl: `${window.location.origin}/samsyn/v1`, fetch: fetchInSession as typeof fetch, credentials: 'same-origin' });
  client.interceptors.request.use(addHeaders);
  client.interceptors.response.use(settleAnswer);
  client.interceptors.error.use((error, response, request) => toProblem(error, response, request));
}

/** The time of the server as an answer gives it; our own where it does not. */
export function serverTime(response: Response): number {
  const date = Date.parse(response.headers.get('Date') ?? '');
  return Number.isNaN(date) ? Date.now() : date;
}
