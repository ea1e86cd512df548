import { expect, type Browser, type BrowserContext, type Page, type Request, type Route } from '@playwright/test';
import { apiOf } from './api';
import { signIn } from './fixture';
import type { PageRow, State } from './pages';

type StorageState = Awaited<ReturnType<BrowserContext['storageState']>>;
const sessions = new Map<string, Promise<StorageState>>();

async function begin(browser: Browser, username: string, baseURL: string): Promise<StorageState> {
  const context = await browser.newContext({ baseURL, locale: 'sv-SE' });
  await signIn(await context.newPage(), username);
  const state = await context.storageState();
  await context.close();
  return state;
}

/** One sign-in per person and worker: a page is looked at, not signed in to. */
export async function become(page: Page, browser: Browser, username: string, baseURL: string): Promise<void> {
  const state = sessions.get(username) ?? begin(browser, username, baseURL);
  sessions.set(username, state);
  await page.context().addCookies((await state).cookies);
}

const problem = {
  type: 'about:blank',
  title: 'Tillfälligt otillgängligt',
  status: 503,
  code: 'UNAVAILABLE',
  detail: 'Tjänsten svarar inte just nu. Försök igen om en stund.',
};
/** The shell's own calls, and the words that fields need: without them it is not the page that fails. */
const always = /\/samsyn\/v1\/(me|session|lookups|case-types|api-info|draft-keys|drafts\/[^/]+)(\?|$)/;
const MANY = 100;

type Item = Record<string, unknown>;
interface Lists {
  _meta?: unknown;
  items?: Item[];
  cards?: Item[];
  meetings?: Item[];
}

function emptied(body: Lists): Lists {
  if (body._meta && body.items) return { ...body, items: [] };
  return body.cards ? { ...body, cards: [], meetings: [] } : body;
}

function multiplied(body: Lists): Lists {
  const { items } = body;
  if (!body._meta || !items?.length) return body;
  const copies = Array.from({ length: MANY }, (_, n) => ({ ...items[n % items.length], id: crypto.randomUUID() }));
  return { ...body, items: copies };
}

async function answer(route: Route, state: State): Promise<void> {
  const request = route.request();
  if (request.method() !== 'GET' || always.test(request.url())) return route.fallback();
  if (state === 'error') return route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify(problem) });
  const response = await route.fetch();
  if (!response.headers()['content-type']?.includes('application/json')) return route.fulfill({ response });
  const body = (await response.json()) as Lists;
  return route.fulfill({ status: response.status(), json: state === 'empty' ? emptied(body) : multiplied(body) });
}

/** Goes to the page as its person, in its state, and waits until there is nothing more to come. */
export async function open(page: Page, row: PageRow, state: State): Promise<void> {
  const address = typeof row.at === 'string' ? row.at : await row.at(apiOf(page));
  await page.unrouteAll();
  if (state !== 'normal') await page.route('**/samsyn/v1/**', (route) => answer(route, state));
  const pending = new Set<Request>();
  const begun = (request: Request) => pending.add(request);
  const ended = (request: Request) => pending.delete(request);
  page.on('request', begun).on('requestfinished', ended).on('requestfailed', ended);
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1 }).or(page.getByRole('alert')).first()).toBeVisible();
  if (state === 'error') await expect(page.getByRole('alert').first()).toBeVisible();
  await expect.poll(() => [...pending].map((request) => request.url())).toEqual([]);
  await expect(page.getByRole('status').filter({ hasText: /^(Hämtar|Loading) …$/ })).toHaveCount(0);
  page.off('request', begun).off('requestfinished', ended).off('requestfailed', ended);
}

export async function inEnglish(page: Page): Promise<void> {
  await page.addInitScript(() => localStorage.setItem('samsyn.language', 'en'));
}
