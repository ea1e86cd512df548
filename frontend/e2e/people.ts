import type { Browser, BrowserContext, Page } from '@playwright/test';
import { axe, expect, fitsWidth, picture, signIn, test, watch } from './fixture';

export { dayBefore, weekdayIn } from './days';

interface Size {
  width: number;
  height: number;
}

export const PHONE = { width: 390, height: 844 };
export const DESK = { width: 1280, height: 800 };

/** Several people in one test, each in a browser of their own. */
export class People {
  readonly #open: BrowserContext[] = [];

  constructor(
    private readonly browser: Browser,
    private readonly faults: string[],
  ) {}

  async come(username: string, viewport: Size): Promise<Page> {
    const page = await this.stranger(viewport);
    await signIn(page, username);
    return page;
  }

  /** Somebody without an account. */
  async stranger(viewport: Size): Promise<Page> {
    const { baseURL } = test.info().project.use;
    const context = await this.browser.newContext({ baseURL, viewport, locale: 'sv-SE', timezoneId: 'Europe/Stockholm' });
    this.#open.push(context);
    const page = await context.newPage();
    await watch(page, this.faults);
    return page;
  }

  async leave(): Promise<void> {
    await Promise.all(this.#open.map((context) => context.close()));
  }
}

/** What is asked of every view on the way. */
export async function sound(page: Page, view: string): Promise<void> {
  expect(await axe(page), view).toEqual([]);
  expect(await fitsWidth(page), view).toBe(true);
}

/** And of a view that is met by both screen and phone: it fits there too, and its pictures are for looking at. */
export async function seen(page: Page, view: string): Promise<void> {
  await sound(page, view);
  const window = page.viewportSize() ?? DESK;
  await picture(page, view);
  await page.setViewportSize(PHONE);
  expect(await fitsWidth(page), `${view} on a phone`).toBe(true);
  await picture(page, `${view}-telefon`);
  await page.setViewportSize(window);
}

/** The body of what the page gets as its answer to a call that the step makes. */
export async function answerTo<T>(page: Page, method: string, path: RegExp, step: () => Promise<void>): Promise<T> {
  const waiting = page.waitForResponse((answer) => answer.request().method() === method && path.test(new URL(answer.url()).pathname));
  await step();
  const answer = await waiting;
  expect(answer.ok(), `${method} ${answer.url()} ${answer.status()}`).toBe(true);
  return (await answer.json()) as T;
}
