import { expect, type Browser, type BrowserContext, type Page, type Request as Call } from '@playwright/test';
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

interface Altered extends Window {
  samsynState?: State;
}
type Item = Record<string, unknown>;
interface Lists {
  _meta?: unknown;
  items?: Item[];
  cards?: Item[];
  meetings?: Item[];
}

/** Runs in the page, before its own script: what the API answers is emptied, multiplied or refused on its way in. */
function alter(state: State): void {
  const here = window as Altered;
  const wrapped = here.samsynState !== undefined;
  here.samsynState = state; // the last one given counts
  if (wrapped) return;
  // The shell's own calls, and the words that fields need: without them it is not the page that fails.
  const always = /\/samsyn\/v1\/(me|session|lookups|case-types|api-info|draft-keys|drafts\/[^/]+)(\?|$)/;
  const problem = { type: 'about:blank', title: 'Otillgänglig', status: 503, code: 'UNAVAILABLE', detail: 'Tjänsten svarar inte just nu. Försök igen om en stund.' };
  const emptied = (body: Lists): Lists => {
    if (body._meta && body.items) return { ...body, items: [] };
    return body.cards ? { ...body, cards: [], meetings: [] } : body;
  };
  const multiplied = (body: Lists): Lists => {
    const { items } = body;
    if (!body._meta || !items?.length) return body;
    return { ...body, items: Array.from({ length: 100 }, (_, n) => ({ ...items[n % items.length], id: crypto.randomUUID() })) };
  };
  const real = window.fetch;
  window.fetch = async (input, init) => {
    const request = new Request(input, init);
    const asked = here.samsynState;
    if (request.method !== 'GET' || always.test(request.url) || asked === 'normal') return real(request);
    if (asked === 'error') return new Response(JSON.stringify(problem), { status: 503, headers: { 'Content-Type': 'application/problem+json' } });
    const answer = await real(request);
    if (!answer.ok || !answer.headers.get('content-type')?.includes('json')) return answer;
    const body = (await answer.json()) as Lists;
    return new Response(JSON.stringify(asked === 'empty' ? emptied(body) : multiplied(body)), { status: answer.status, headers: answer.headers });
  };
}

/** Until what is drawn waits for nothing and asks for nothing more: a tab is fetched, then what it shows, then a draft. */
async function settled(page: Page, pending: Set<Call>): Promise<void> {
  // What a page listens to stays open for as long as it is shown.
  const waiting = () => [...pending].map((request) => request.url()).filter((url) => !url.endsWith('/changes'));
  const quiet = async () => {
    expect(waiting()).toEqual([]);
    expect(await page.getByTestId('loading').count()).toBe(0);
  };
  const drawn = () => page.evaluate(() => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))));
  await expect(async () => {
    await quiet();
    await drawn();
    await quiet();
  }).toPass({ timeout: 20_000 });
}

/** Goes to the page as its person, in its state, presses what its row says, and waits until there is nothing more to come. */
export async function open(page: Page, row: PageRow, state: State): Promise<void> {
  const address = typeof row.at === 'string' ? row.at : await row.at(apiOf(page));
  await page.addInitScript(alter, state);
  const pending = new Set<Call>();
  // What is listened to for changes of a case never ends by itself.
  const begun = (call: Call) => call.url().endsWith('/changes') || pending.add(call);
  const ended = (call: Call) => pending.delete(call);
  page.on('request', begun).on('requestfinished', ended).on('requestfailed', ended);
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1 }).or(page.getByRole('alert')).first()).toBeVisible();
  // A row whose address leads nowhere is a fault of the table, not a picture.
  if (row.name !== 'finns-inte') await expect(page.getByRole('heading', { level: 1, name: 'Sidan finns inte' })).toBeHidden();
  if (state === 'error') await expect(page.getByRole('alert').first()).toBeVisible();
  await settled(page, pending);
  if (row.press) {
    await page.getByRole('button', { name: row.press }).filter({ visible: true }).first().click();
    await expect(page.locator('main form, main textarea, [role=dialog], dialog[open]').filter({ visible: true }).first()).toBeVisible();
  }
  await row.then?.(page);
  if (row.press || row.then) {
    await settled(page, pending);
    // What was pressed may lie far down: a tab that is half under the header would be too small to hit.
    await page.evaluate(() => scrollTo(0, 0));
  }
  page.off('request', begun).off('requestfinished', ended).off('requestfailed', ended);
}

export async function inEnglish(page: Page): Promise<void> {
  await page.addInitScript(() => localStorage.setItem('samsyn.language', 'en'));
}
