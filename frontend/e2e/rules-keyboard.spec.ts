import { axe, expect, fitsWidth, picture, signIn, test } from './fixture';

test('the administrator gives one time of its own, by keyboard, and everybody sees who decided it and why', async ({ page }) => {
  await signIn(page, 'admin');
  await page.goto('/installningar/regelpaket');
  await page.getByRole('link', { name: 'Regler till och med våren 2028' }).click();
  const kind = page.locator('details', { has: page.getByText('Konsultation eller handledning', { exact: true }) });
  await kind.locator('summary').press('Enter');
  await kind.getByRole('button', { name: 'Ändra tiden: Öppnat → Besvarat' }).press('Enter');
  const amount = kind.getByLabel(/Tid i skoldagar/);
  await expect(amount).toBeFocused();
  await amount.fill('många');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toBeFocused();
  await expect(page.getByRole('alert')).toContainText('Skriv varför');
  expect(await axe(page)).toEqual([]);
  expect(await fitsWidth(page)).toBe(true);
  await picture(page, 'regelpaket-fel');
  await amount.fill('8');
  await kind.getByLabel(/Varför/).fill('Beslut i ledningsgruppen');
  await kind.getByRole('button', { name: 'Spara tiden' }).press('Enter');
  await expect(kind.getByText(/Er egen tid sedan .*: Beslut i ledningsgruppen Förslaget är 10 skoldagar\./)).toBeVisible();
  await expect(kind.getByText('8 skoldagar')).toBeVisible();
  await expect(kind.getByRole('button', { name: 'Ändra tiden: Öppnat → Besvarat' })).toBeFocused();

  await page.context().clearCookies();
  await signIn(page, 'larare');
  await page.goto('/skolan/regler/SE-2023');
  await kind.locator('summary').click();
  await expect(kind.getByText('8 skoldagar')).toBeVisible();
  await expect(page.getByRole('button', { name: /Ändra tiden/ })).toHaveCount(0);
});

test('what was compared with the law says by whom, and can be taken back', async ({ page }) => {
  await signIn(page, 'admin');
  await page.goto('/installningar/regelpaket/SE-2028');
  await page.getByRole('button', { name: 'Vi har läst paketet' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/Skäl/).fill('Läst mot propositionen, bilaga 2');
  await dialog.getByRole('button', { name: 'Vi har läst paketet' }).click();
  await expect(page.getByText(/Läst av .*: Läst mot propositionen, bilaga 2/)).toBeVisible();
  await page.getByRole('button', { name: 'Ta tillbaka' }).first().click();
  await dialog.getByLabel(/Skäl/).fill('Fel lydelse');
  await dialog.getByRole('button', { name: 'Ta tillbaka' }).click();
  await expect(page.getByText('Ingen hos er har jämfört paketet med lagen än.', { exact: false })).toBeVisible();
  await page.getByText(/^\d+ lagrum$/).click();
  await expect(page.getByRole('button', { name: 'Markera som läst: Skollag (2010:800) 2\u00a0kap.\u00a025\u00a0§' })).toBeVisible();
  expect(await axe(page)).toEqual([]);
  expect(await fitsWidth(page)).toBe(true);
});

test('a principal sees which open cases meet the change of law', async ({ page }) => {
  await signIn(page, 'rektor');
  await page.goto('/skolan/regler/SE-2023');
  await expect(page.getByText('En ärendetyp upphör efter')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Öppna ärenden som berörs' })).toBeVisible();
});
