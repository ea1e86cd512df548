import { readFile } from 'node:fs/promises';
import { apiOf } from './api';
import { expect, picture, signIn, test } from './fixture';

test('a case on paper holds what was written and nothing to press', async ({ page }) => {
  await signIn(page, 'kurator');
  const id = await apiOf(page).first('/cases?state=OPEN');
  for (const [tab, name] of [['rost', 'Barnets röst'], ['filer', 'Filer']] as const) {
    await page.goto(`/arenden/${id}?flik=${tab}`);
    await expect(page.getByRole('tab', { name })).toBeVisible();
    await page.emulateMedia({ media: 'print' });
    const main = page.getByRole('main');
    await expect(main.getByRole('heading', { name, level: 2, exact: true })).toBeVisible();
    await expect(main.getByText('Ansvarar')).toBeVisible();
    await expect(page.getByRole('navigation')).toHaveCount(0);
    await expect(main.getByRole('button')).toHaveCount(0);
    await expect(main.getByRole('link', { name: /^Ladda ned/ })).toHaveCount(0);
    await picture(page, `arende-papper-${tab}`);
    await page.emulateMedia({ media: 'screen' });
  }
});

test('a case is printed as a document, with a reason that stands in the register', async ({ page }) => {
  await signIn(page, 'kurator');
  const id = await apiOf(page).first('/cases?state=OPEN');
  await page.goto(`/arenden/${id}`);
  await page.getByRole('button', { name: 'Skriv ut som PDF' }).click();
  await page.getByRole('dialog').getByLabel(/^Varför skrivs det ut/).fill('Begärd av vårdnadshavare');
  const saving = page.waitForEvent('download');
  await page.getByRole('dialog').getByRole('button', { name: 'Skriv ut' }).click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toMatch(/^BJ-.*\.pdf$/);
  expect((await readFile(await saved.path())).subarray(0, 5).toString()).toBe('%PDF-');
  await expect(page.getByText('Ärendet utskrivet som handling').first()).toBeVisible();
  await page.getByRole('button', { name: 'Skriv ut som PDF' }).click();
  await expect(page.getByRole('dialog').getByText(/Begärd av vårdnadshavare/).first()).toBeVisible();
});
