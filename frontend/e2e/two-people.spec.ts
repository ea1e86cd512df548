import { apiOf } from './api';
import { expect, picture, test } from './fixture';
import { DESK, People, sound, weekdayIn } from './people';

test('two people in one case see each other’s saves, and neither writes over the other', async ({ browser, faults }) => {
  const people = new People(browser, faults);
  const [kurator, rektor] = [await people.come('kurator', DESK), await people.come('rektor', DESK)];
  const api = apiOf(kurator);
  const schoolId = await api.first('/schools');
  const made = await api.make<{ id: string }>('/cases', { schoolId, caseTypeCode: 'LEARNING_ENVIRONMENT', nextFollowUpOn: weekdayIn(14) });
  for (const page of [kurator, rektor]) {
    const listens = page.waitForResponse((answer) => answer.url().endsWith(`/cases/${made.id}/changes`));
    await page.goto(`/arenden/${made.id}`);
    expect((await listens).status()).toBe(200);
  }

  const half = kurator.getByLabel('Anteckning', { exact: true });
  await half.fill('Samtal med mentorn, jag har inte');
  await rektor.getByLabel('Anteckning', { exact: true }).fill('Matsalen delas i två lag från måndag.');
  await rektor.getByRole('button', { name: 'Spara anteckning' }).click();
  await expect(kurator.getByRole('article').getByText('Matsalen delas i två lag från måndag.')).toBeVisible();
  await expect(half).toHaveValue('Samtal med mentorn, jag har inte');
  await expect(kurator.getByRole('status').filter({ hasText: 'Ärendet har uppdaterats' })).toHaveCount(1);

  for (const [page, words] of [
    [kurator, 'Svar från BUP'],
    [rektor, 'Svar från socialtjänsten'],
  ] as const) {
    await page.getByRole('button', { name: 'Ändra uppgifter' }).click();
    await page.getByRole('dialog').getByLabel(/^Väntar på/).fill(words);
  }
  await rektor.getByRole('dialog').getByRole('button', { name: 'Spara' }).click();
  await expect(rektor.getByRole('dialog')).toBeHidden();
  const notice = kurator.getByRole('alert').filter({ hasText: 'Någon annan har sparat under tiden' });
  await expect(notice).toContainText('Svar från socialtjänsten');
  await expect(kurator.getByRole('dialog').getByRole('textbox', { name: /^Väntar på/ })).toHaveValue('Svar från BUP');
  await sound(kurator, 'merge');
  await picture(kurator, 'sammanfogning');
  await notice.getByRole('button', { name: 'Behåll mitt' }).click();
  await kurator.getByRole('dialog').getByRole('button', { name: 'Spara' }).click();
  await expect(kurator.getByRole('dialog')).toBeHidden();
  await expect(rektor.getByText(/Väntar på Svar från BUP/)).toBeVisible();
  await people.leave();
});
