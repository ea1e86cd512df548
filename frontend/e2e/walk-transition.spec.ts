import { expect, test } from './fixture';
import { mouse, type Hands } from './hands';
import { download, onPaper, soundDocument } from './pdf';
import { DESK, People, PHONE, answerTo, seen as looked, weekdayIn } from './people';
import { closeCase, openCase, reportConcern, type Opened } from './wayOfCase';
import { hearChild } from './wayOfInvestigation';

test.describe.configure({ timeout: 180_000 });

const SUMMARY = 'Åsnan i taklampan: vill veta dagen i förväg.';
const TOLD = 'Eleven och vårdnadshavarna har läst sammanfattningen.';
const SHARED = 'Orkar förmiddagarna när dagen är förberedd.';

async function begin(people: People, type: string): Promise<{ kurator: Hands; opened: Opened }> {
  const seen = `Behöver hjälp av fler än oss. (${crypto.randomUUID().slice(0, 8)})`;
  const larare = mouse(await people.come('larare', PHONE));
  const number = await test.step('a teacher reports', () => reportConcern(larare, { seen, pupil: 3 }));
  const kurator = mouse(await people.come('kurator', DESK));
  const opened = await test.step('the counsellor opens a case', () => openCase(kurator, { number, seen, type }));
  return { kurator, opened };
}

test('a transition from concern to closure: what was chosen gets to the new school, and nothing else', async ({ browser, faults }) => {
  const people = new People(browser, faults);
  const { kurator, opened } = await begin(people, 'Övergång eller skolbyte');
  const { page } = kurator;
  await test.step('the child is heard', () => hearChild(kurator, { said: 'Jag vill veta vem jag går till.', how: 'Samtal' }));

  await test.step('what is handed over is chosen', async () => {
    await kurator.turn(page.getByRole('tab', { name: 'Överlämning' }));
    await expect(page.getByText('Inget är valt än')).toBeVisible();
    await kurator.press(page.getByRole('button', { name: 'Välj vad som lämnas över' }));
    const form = page.getByRole('form', { name: 'Välj vad som lämnas över' });
    await kurator.choose(form.getByLabel(/^Ny skola/), 'Ängskolan');
    await kurator.press(form.getByRole('checkbox', { name: /^Barnets röst/ }));
    await kurator.write(form.getByLabel(/^Sammanfattning/), SUMMARY);
    await kurator.write(form.getByLabel(/^Vad har eleven och vårdnadshavarna/), TOLD);
    await looked(page, 'vandring-overlamning');
    await kurator.press(form.getByRole('button', { name: 'Lämna över' }));
    await expect(page.getByText('Väntar på mottagande')).toBeVisible();
  });

  await test.step('the document is tagged and holds what was chosen', async () => {
    const read = await download(page, () => kurator.press(page.getByRole('link', { name: /^Hämta dokumentet/ })), 'overlamning');
    soundDocument(read, 'Överlämning vid skolbyte');
    for (const words of [SUMMARY, TOLD, 'Jag vill veta vem jag går till.', 'Ängskolan', 'Björkskolan']) expect(onPaper(read)).toContain(words);
  });

  const other = mouse(await people.come('rektor-2', DESK));
  const taken = await test.step('the new principal receives it', async () => {
    await other.page.goto('/arenden/mottagna');
    const waiting = other.page.getByRole('form').filter({ hasText: opened.number });
    await looked(other.page, 'vandring-mottagna');
    return answerTo<{ caseId: string }>(other.page, 'POST', /\/receipt$/, () => other.press(waiting.getByRole('button', { name: 'Ta emot' })));
  });
  expect(taken.caseId).not.toBe(opened.id);
  await expect(other.page.getByText(SUMMARY)).toBeVisible();
  await expect(other.page.getByText('Mottaget hit')).toBeVisible();
  await looked(other.page, 'vandring-mottaget');

  await test.step('neither sees the case of the other', async () => {
    await page.goto(`/arenden/${taken.caseId}`);
    await expect(page.getByRole('heading', { level: 1, name: new RegExp(opened.number) })).toHaveCount(0);
    await expect(page.getByText(SUMMARY)).toHaveCount(0);
  });
  await test.step('the old case shows that it came in hand, and is closed', async () => {
    await page.goto(`/arenden/${opened.id}?flik=overlamning`);
    await expect(page.getByText(/^Mottaget av /)).toBeVisible();
    await closeCase(kurator, opened, undefined, 'Eleven har flyttat');
  });
  await people.leave();
});

test('a consent that is taken back: the partner is shown nothing at the next look', async ({ browser, faults }) => {
  const people = new People(browser, faults);
  const { kurator, opened } = await begin(people, 'Samverkan eller SIP');
  const { page } = kurator;
  const what = `${SHARED} (${opened.number})`;

  await test.step('the step onward asks for a ground', async () => {
    await kurator.press(page.getByRole('button', { name: 'Till samtycken och utlämnat' }));
    await expect(page.getByText('Inget stöd för att lämna uppgifter i dag')).toBeVisible();
  });
  await test.step('a consent is recorded', async () => {
    await kurator.press(page.getByRole('button', { name: 'Anteckna ett samtycke' }));
    const form = page.getByRole('form', { name: 'Anteckna ett samtycke' });
    await kurator.choose(form.getByLabel(/^Slags mottagare/), 'Hälso- och sjukvården');
    await kurator.write(form.getByLabel(/^Mottagare/), 'Barn- och ungdomspsykiatrin');
    await kurator.write(form.getByLabel(/^Vad får lämnas/), 'Hur skoldagen fungerar.');
    await kurator.write(form.getByLabel(/^Elevens födelsedag/), '2015-05-17');
    await kurator.write(form.getByLabel(/^Vem /), 'Vårdnadshavare 1');
    await kurator.write(form.getByLabel(/^Gäller till och med/), weekdayIn(60));
    await looked(page, 'vandring-samtycke');
    await kurator.press(form.getByRole('button', { name: 'Spara', exact: true }));
    await expect(page.getByText('En vårdnadshavare har samtyckt.', { exact: false })).toBeVisible();
  });
  await test.step('something is shown to a partner', async () => {
    await kurator.press(page.getByRole('button', { name: 'Anteckna något som lämnas ut' }));
    const form = page.getByRole('form', { name: 'Anteckna något som lämnas ut' });
    await kurator.write(form.getByLabel(/^Vad lämnas/), what);
    const whom = form.getByLabel(/^Visa i Samsyn för/);
    await kurator.choose(whom, (await whom.locator('option').nth(1).textContent()) ?? '');
    await kurator.press(form.getByRole('button', { name: 'Spara', exact: true }));
    await expect(page.getByText('Visas för en extern part')).toBeVisible();
  });

  const partner = mouse(await people.come('partner', PHONE));
  await partner.page.goto('/delat-med-mig');
  await expect(partner.page.getByText(what)).toBeVisible();

  await test.step('the consent is taken back', async () => {
    await kurator.press(page.getByRole('button', { name: /^Återkalla:/ }));
    await kurator.press(page.getByRole('button', { name: 'Återkalla samtycket' }));
    await expect(page.getByText('Inget stöd för att lämna uppgifter i dag')).toBeVisible();
    await looked(page, 'vandring-aterkallat');
  });
  await partner.page.reload();
  await expect(partner.page.getByRole('heading', { level: 1, name: 'Delat med mig' })).toBeVisible();
  await expect(partner.page.getByText(what)).toHaveCount(0);
  await people.leave();
});
