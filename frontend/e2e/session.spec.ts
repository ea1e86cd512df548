import type { Page } from '@playwright/test';
import { axe, expect, fitsWidth, signIn, test } from './fixture';

const password = () => process.env.SAMSYN_DEMO_PASSWORD ?? '';

/** Ends the session on the server, as expiry does, without the page knowing. */
async function expire(page: Page, baseURL: string | undefined): Promise<void> {
  const answer = await page.request.delete('/samsyn/v1/session', { headers: { 'X-Samsyn-Request': '1', Origin: new URL(baseURL ?? '').origin } });
  expect(answer.status()).toBe(204);
}

async function openAccount(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^(Konto|Account):/ }).click({ timeout: 2_000 });
}

const cover = (page: Page) => page.getByRole('dialog', { name: /^(Logga in igen|Sign in again)$/ });

/** Changing the language fetches what is shown again: in the header on a wide screen, in the account menu on a phone. */
async function changeLanguage(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: /^(English|Svenska)$/ }).filter({ visible: true });
  if ((await button.count()) === 0) await openAccount(page);
  await button.click({ timeout: 2_000 });
}

/** The first call that meets the ended session covers the page; it may be one that was under way already. */
async function untilCovered(page: Page): Promise<void> {
  await expect(async () => {
    if (!(await cover(page).isVisible())) await changeLanguage(page);
    await expect(cover(page)).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await expect(page.getByRole('main')).toBeHidden();
}

async function fillCover(page: Page, username: string): Promise<void> {
  await cover(page).getByLabel(/^(Användarnamn|User name)$/).fill(username);
  await cover(page).getByLabel(/^(Lösenord|Password)$/).fill(password());
  await page.keyboard.press('Enter');
}

test('signing in: errors with focus, wrong password, and on to the page that was asked for', async ({ page }) => {
  await page.goto('/?fran=mejl');
  await expect(page).toHaveURL(/logga-in/);
  await page.getByRole('button', { name: 'Logga in' }).click();
  await expect(page.getByRole('alert')).toBeFocused();
  await expect(page).toHaveTitle('Fel: Logga in – Samsyn');
  expect(await axe(page)).toEqual([]);
  await page.getByLabel('Användarnamn').fill('rektor');
  await page.getByLabel('Lösenord', { exact: true }).fill('inte det rätta');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('stämmer inte');
  await page.getByLabel('Lösenord', { exact: true }).fill(password());
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/?fran=mejl');
  await expect(page.getByRole('main')).toBeVisible();
  expect(await axe(page)).toEqual([]);
  expect(await fitsWidth(page)).toBe(true);
});

test('an ended session covers the page, and the same person goes on', async ({ page, baseURL }) => {
  await signIn(page, 'kurator');
  await expire(page, baseURL);
  await untilCovered(page);
  expect(await axe(page)).toEqual([]);
  await fillCover(page, 'kurator');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByRole('main')).toBeVisible();
  await expect(page).toHaveURL('/');
});

test('another person who signs in on the cover gets an empty page of their own', async ({ page, baseURL }) => {
  await signIn(page, 'kurator');
  const account = page.getByRole('button', { name: /^(Konto|Account):/ });
  const nameOn = async () => (await account.getAttribute('aria-label'))?.split(': ')[1];
  const mine = await nameOn();
  await expire(page, baseURL);
  await untilCovered(page);
  await fillCover(page, 'rektor');
  await expect(account).toBeVisible();
  expect(mine).toBeTruthy();
  expect(await nameOn()).not.toBe(mine);
});

test('signing out leaves nothing, in this tab and the other', async ({ page, context }) => {
  await signIn(page, 'kurator');
  const other = await context.newPage();
  await other.goto('/');
  await expect(other.getByRole('main')).toBeVisible();
  await openAccount(page);
  await page.getByRole('button', { name: 'Logga ut' }).click();
  await expect(page.getByText('Du är utloggad')).toBeVisible();
  await expect(other).toHaveURL(/logga-in/);
  // Scroll positions by random key are the router's own; nothing of ours is left.
  expect(await page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith('samsyn')))).toEqual([]);
  await page.goto('/');
  await expect(page).toHaveURL(/logga-in/);
});

test('who is inactive is warned and stays with one key', async ({ page }) => {
  await page.clock.install();
  await signIn(page, 'kurator');
  await page.waitForLoadState('networkidle'); // an answer that comes later counts as activity
  await page.clock.fastForward('28:30');
  await expect(page.getByRole('dialog', { name: 'Är du kvar?' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Jag är kvar' })).toBeFocused();
  expect(await axe(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.clock.fastForward('30:05');
  await expect(page.getByRole('dialog', { name: 'Logga in igen' })).toBeVisible();
});

test('by keyboard: past the menu to the content, and the account menu opens and closes', async ({ page }) => {
  await signIn(page, 'kurator');
  await page.reload();
  await expect(page.getByRole('main')).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Hoppa till innehållet' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await page.getByRole('button', { name: /^Konto:/ }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Logga ut' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Logga ut' })).toBeHidden();
  await expect(page.getByRole('button', { name: /^Konto:/ })).toBeFocused();
});

test('single keys are turned off on this device, and on again', async ({ page }) => {
  await signIn(page, 'rektor', '/mitt-konto');
  const choice = page.getByRole('checkbox', { name: 'Använd kortkommandon med en enda tangent' });
  const answer = page.getByRole('group', { name: 'Att bedöma' }).getByRole('button', { name: 'Återkoppla och avsluta' });
  for (const on of [false, true]) {
    await choice.setChecked(on);
    await page.goto('/arenden/bedom');
    await expect(answer).toHaveAttribute('aria-pressed', 'false');
    await page.keyboard.press('3');
    await expect(answer).toHaveAttribute('aria-pressed', String(on));
    await page.goto('/mitt-konto');
  }
});

for (const [address, heading] of [['/tillganglighet', 'Tillgänglighet i Samsyn'], ['/personuppgifter', 'Personuppgifter i Samsyn'], ['/finns-inte', 'Sidan finns inte']] as const) {
  test(`${address} is there without signing in`, async ({ page }) => {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
    expect(await axe(page)).toEqual([]);
    expect(await fitsWidth(page)).toBe(true);
  });
}
