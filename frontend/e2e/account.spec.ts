import { createHmac } from 'node:crypto';
import type { Page } from '@playwright/test';
import { apiOf } from './api';
import { axe, expect, fitsWidth, picture, signIn, test } from './fixture';

const PASSWORD = 'gröna hästar i regn 7';
const OTHER_PASSWORD = 'blåa tåg mot kusten 9';
const STEP_MS = 30_000;
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 6238, as the app on a phone does it; `steps` ahead of now. */
function totp(secret: string, steps = 0): string {
  const bits = [...secret].map((letter) => LETTERS.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / STEP_MS) + steps));
  const mac = createHmac('sha1', key).update(counter).digest();
  const at = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

async function looksRight(page: Page, name: string): Promise<void> {
  expect(await axe(page), name).toEqual([]);
  expect(await fitsWidth(page), name).toBe(true);
  await picture(page, name);
}

/** A colleague with an account opened on the page of the person, by the administrator. */
async function opened(page: Page): Promise<{ username: string; code: string }> {
  await signIn(page, 'admin');
  const family = `Prov${crypto.randomUUID().slice(0, 8)}`;
  const person = await apiOf(page).make<{ id: string }>('/people', { givenName: 'Åsa', familyName: family });
  await page.goto(`/installningar/personal/${person.id}`);
  await expect(page.getByText('Personen har inget konto')).toBeVisible();
  await page.getByRole('button', { name: 'Öppna konto' }).click();
  const username = page.getByLabel('Användarnamn');
  await expect(username).toHaveValue(`asa.${family.toLowerCase()}`);
  await looksRight(page, 'konto-oppna');
  await page.getByRole('button', { name: 'Öppna konto' }).click();
  await expect(page.getByText('Engångskoden visas bara nu')).toBeVisible();
  await looksRight(page, 'konto-engangskod');
  const code = (await page.getByText(/^([0-9a-z]{4}-){3}[0-9a-z]{4}$/).textContent()) ?? '';
  await page.getByRole('button', { name: 'Jag har lämnat koden' }).click();
  await expect(page.getByText(code)).toBeHidden();
  await page.reload();
  await expect(page.getByText('Väntar på första inloggningen')).toBeVisible();
  await expect(page.getByText(code)).toBeHidden();
  await page.context().clearCookies();
  return { username: `asa.${family.toLowerCase()}`, code };
}

test('from an opened account to two factors, a new password and a new phone', async ({ page }) => {
  test.slow();
  const { username, code } = await opened(page);
  await page.goto('/logga-in');
  await page.getByRole('link', { name: /engångskod/ }).click();
  await page.getByRole('button', { name: 'Fortsätt' }).click();
  await expect(page.getByRole('alert')).toBeFocused();
  await looksRight(page, 'forsta-inloggning-fel');
  await page.getByLabel('Användarnamn').fill(username);
  await page.getByLabel('Engångskod').fill(code);
  await page.getByLabel('Nytt lösenord').fill('lösenord12345');
  await page.getByRole('button', { name: 'Fortsätt' }).click();
  await expect(page.getByRole('alert')).toContainText('lätt att gissa');
  await page.getByLabel('Nytt lösenord').fill(PASSWORD);
  await page.getByRole('button', { name: 'Fortsätt' }).click();
  await expect(page.getByRole('heading', { name: 'Anslut en autentiseringsapp' })).toBeVisible();
  await page.getByRole('button', { name: 'Visa QR-koden' }).click();
  await expect(page.getByRole('img', { name: /QR-kod/ })).toBeVisible();
  await looksRight(page, 'forsta-inloggning-app');
  const key = ((await page.locator('code').textContent()) ?? '').replaceAll(' ', '');
  await page.getByLabel('Sexsiffrig kod').fill('000000');
  await page.getByRole('button', { name: 'Bekräfta' }).click();
  await expect(page.getByRole('alert')).toContainText('Koden stämmer inte');
  await page.getByLabel('Sexsiffrig kod').fill(totp(key));
  await page.getByRole('button', { name: 'Bekräfta' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: /^([0-9a-z]{4}-){3}/ })).toHaveCount(10);
  await looksRight(page, 'forsta-inloggning-reservkoder');
  await page.getByRole('button', { name: /gå in/ }).click();
  await expect(page).toHaveURL('/');

  await page.getByRole('button', { name: /^Konto:/ }).click();
  await page.getByRole('button', { name: 'Mitt konto' }).click();
  await expect(page.getByText('10 reservkoder är kvar.')).toBeVisible();
  await page.getByRole('button', { name: 'Byt lösenord' }).click();
  await page.getByLabel('Nuvarande lösenord').fill('fel lösenord här');
  await page.getByLabel('Nytt lösenord').fill(OTHER_PASSWORD);
  await looksRight(page, 'mitt-konto-losenord');
  await page.getByRole('button', { name: 'Byt lösenord' }).click();
  await expect(page.getByRole('alert')).toContainText('nuvarande lösenordet stämmer inte');
  await page.getByLabel('Nuvarande lösenord').fill(PASSWORD);
  await page.getByRole('button', { name: 'Byt lösenord' }).click();
  await expect(page.getByText('Lösenordet är bytt.')).toBeVisible();

  await page.getByRole('button', { name: 'Byt app eller mobil' }).click();
  await page.getByLabel('Nuvarande lösenord').fill(OTHER_PASSWORD);
  await page.getByRole('button', { name: 'Visa QR-koden' }).click();
  const newer = ((await page.locator('code').textContent()) ?? '').replaceAll(' ', '');
  expect(newer).not.toBe(key);
  await page.getByLabel('Sexsiffrig kod').fill(totp(newer));
  await looksRight(page, 'mitt-konto-app');
  await page.getByRole('button', { name: 'Bekräfta' }).click();
  await expect(page.getByRole('button', { name: 'Jag har sparat koderna' })).toBeVisible();
  await looksRight(page, 'mitt-konto-reservkoder');
  await page.getByRole('button', { name: 'Jag har sparat koderna' }).click();

  // Nothing secret is left where another script, or the next person, could find it.
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href]));
  for (const secret of [PASSWORD, OTHER_PASSWORD, code, key, newer]) expect(kept).not.toContain(secret);

  await page.context().clearCookies();
  await page.goto('/logga-in');
  await page.getByLabel('Användarnamn').fill(username);
  await page.getByLabel('Lösenord', { exact: true }).fill(OTHER_PASSWORD);
  await page.getByRole('button', { name: 'Logga in' }).click();
  await page.getByLabel('Kod', { exact: true }).fill(totp(newer, 1));
  await page.getByRole('button', { name: 'Fortsätt', exact: true }).click();
  await expect(page).toHaveURL('/');
});
