import { AxeBuilder } from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** What the browser itself writes when a call is refused; the page shows the refusal, so it is not a fault. */
const refusedCall = /^Failed to load resource: the server responded with a status of (4\d\d|503)/;

interface Fixtures {
  /** Console errors and CSP violations of the page; a test fails when any is left at its end. */
  faults: string[];
}

/** Tells into `faults` what the page's console and the content security policy complain about. */
export async function watch(page: Page, faults: string[]): Promise<void> {
  page.on('console', (m) => {
    if (m.type() === 'error' && !refusedCall.test(m.text())) faults.push(m.text());
  });
  page.on('pageerror', (e) => faults.push(String(e)));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (e) => {
      // eslint-disable-next-line no-console -- the console is how the browser tells the test
      console.error(`CSP ${e.violatedDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber}`);
    });
  });
}

/** Use this `test` everywhere: it fails on console errors, thrown errors and violations of the content security policy. */
export const test = base.extend<Fixtures>({
  faults: [
    async ({ page }, use) => {
      const faults: string[] = [];
      await watch(page, faults);
      await use(faults);
      expect(faults, 'console errors and CSP violations').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/**
 * WCAG 2.0–2.2 A and AA: one readable line per violation, so that `expect(await axe(page)).toEqual([])` tells what to mend.
 * Run in the page itself and with the violations alone put together: a third of the time, and no page here has a frame in it.
 */
export async function axe(page: Page): Promise<string[]> {
  const found = await looked(page);
  if (found.length === 0) return found;
  // What began to fade meanwhile is gone, and what lay half beneath a fixed bar is clear of it, when it is looked at again a
  // little further on; a fault of the page is there still.
  await page.evaluate((step) => {
    const before = window.scrollY;
    window.scrollBy(0, step);
    if (window.scrollY === before) window.scrollBy(0, -step);
  }, 96);
  return looked(page);
}

async function looked(page: Page): Promise<string[]> {
  // What is fading in or out is looked at when it is done, and what begins to fade meanwhile too.
  await page.evaluate(async () => {
    const fading = () => document.getAnimations().filter((a) => a instanceof CSSTransition && a.playState === 'running');
    const frame = () => new Promise(requestAnimationFrame);
    for (await frame(); fading().length > 0; await frame().then(frame)) await Promise.allSettled(fading().map((a) => a.finished));
  });
  const rules = { runOnly: { type: 'tag' as const, values: wcag }, resultTypes: ['violations' as const] };
  const { violations } = await new AxeBuilder({ page }).options(rules).setLegacyMode().analyze();
  return violations.map((v) => {
    const where = v.nodes.slice(0, 3).map((n) => `${n.target.join(' ')}: ${n.any[0]?.message ?? n.all[0]?.message ?? n.none[0]?.message ?? ''}`);
    return `${v.id} [${v.impact}] ×${v.nodes.length} ${where.join(' | ')}`;
  });
}

/** No sideways scrolling: the page fits the width of the screen. A phone widens its own view of what does not fit. */
export async function fitsWidth(page: Page): Promise<boolean> {
  const width = page.viewportSize()?.width ?? 0;
  return page.evaluate((most) => document.documentElement.scrollWidth <= most, width);
}

/** The names of menus that say that one is in two places. */
export async function markedTwice(page: Page): Promise<(string | null)[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('nav')]
      .filter((menu) => menu.querySelectorAll('[aria-current=page]').length > 1)
      .map((menu) => menu.getAttribute('aria-label')),
  );
}

/** Signs in through the page. The password is the demo's, from SAMSYN_DEMO_PASSWORD. */
export async function signIn(page: Page, username: string, to = '/'): Promise<void> {
  const password = process.env.SAMSYN_DEMO_PASSWORD;
  if (!password) throw new Error('SAMSYN_DEMO_PASSWORD is not set');
  await page.goto(`/logga-in?next=${encodeURIComponent(to)}`);
  await page.getByLabel('Användarnamn').fill(username);
  await page.getByLabel('Lösenord', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Logga in' }).click();
  await expect(page).toHaveURL(to);
}

/** A picture of the page for looking at, in var/screens or where E2E_SCREENS says. */
export async function picture(page: Page, name: string): Promise<void> {
  const directory = process.env.E2E_SCREENS ?? '../var/screens';
  const window = page.viewportSize();
  // A window as high as the page: what is fixed to its edges would otherwise lie across the middle of the picture.
  const fit = async (height: number): Promise<void> => {
    const wanted = Math.max(height, await page.evaluate(() => document.documentElement.scrollHeight));
    if (!window || wanted === height) return;
    await page.setViewportSize({ width: window.width, height: wanted });
    // What is drawn now may need more room than before.
    await fit(wanted);
  };
  await fit(window?.height ?? 0);
  await page.screenshot({ path: `${directory}/${test.info().project.name}-${name}.png` });
  if (window) await page.setViewportSize(window);
}
