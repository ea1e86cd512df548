import { apiOf } from './api';
import { expect, test } from './fixture';
import { mouse, type Hands } from './hands';
import { DESK, People, PHONE, seen, sound, weekdayIn } from './people';
import { toTab } from './wayOfInvestigation';

// One after the other: each looks for the newest case of the one officer.
test.describe.configure({ mode: 'serial', timeout: 180_000 });

interface Me {
  person: { name: string };
}

const MEASURE = 'En vuxen till i omklädningsrummet före och efter idrotten.';

/** Written on paper by a child and brought by the counsellor, who is asked who is said to have done it. */
async function report({ page, ...hands }: Hands, what: string, who: string): Promise<void> {
  await page.goto('/rapportera-oro');
  await hands.write(page.getByLabel('Med egna ord'), 'En elev som vill vara anonym');
  await hands.write(page.getByLabel(/Vad har du sett/), what);
  await hands.take(page.getByRole('radio', { name: 'Snart' }));
  await hands.press(page.getByRole('checkbox', { name: /^Ett barn har känt sig kränkt/ }));
  await hands.take(page.getByRole('radio', { name: who, exact: true }));
  await expect(page.getByText(/Läses av huvudmannens utredare, inte av någon på/)).toBeVisible();
  await hands.press(page.getByRole('button', { name: 'Skicka' }));
  await expect(page.getByRole('heading', { level: 1, name: /^Tack/ })).toBeVisible();
}

/** The newest that the officer answers for: told of it on the start page, and first in the list. */
async function findNewest({ page, ...hands }: Hands): Promise<{ id: string; number: string }> {
  const { items } = await apiOf(page).read<{ items: { id: string; number: string }[] }>('/cases?mine=true&owner=ME&type=DEGRADING&limit=1');
  const [newest] = items;
  if (!newest) throw new Error('the officer has no case');
  await page.goto('/');
  await expect(page.getByRole('listitem').filter({ hasText: newest.number }).first()).toBeVisible();
  await page.goto('/arenden');
  await hands.press(page.getByRole('main').getByRole('link', { name: newest.number }).filter({ visible: true }).first());
  await expect(page.getByRole('heading', { level: 1, name: new RegExp(newest.number) })).toBeVisible();
  return newest;
}

/** Everywhere that somebody at the school could come upon it. */
async function findsNothing({ page, ...hands }: Hands, { id, number }: { id: string; number: string }): Promise<void> {
  for (const path of ['/', '/arenden', '/arenden?vy=enhet', '/mina-elever', '/moten']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByTestId('loading')).toHaveCount(0);
    await expect(page.getByText(number), path).toHaveCount(0);
  }
  await page.goto('/arenden/sok');
  await hands.write(page.getByLabel('Nummer eller ord'), number);
  await hands.press(page.getByRole('main').getByRole('button', { name: 'Sök' }));
  await expect(page.getByText('Inget hittades')).toBeVisible();
  await seen(page, 'vandring-utpekad-sok');
  await page.goto(`/arenden/${id}`);
  await expect(page.getByRole('alert').or(page.getByRole('heading', { level: 1 })).first()).toBeVisible();
  await expect(page.getByText(number)).toHaveCount(0);
  await seen(page, 'vandring-utpekad-arende');
}

test('a teacher who is pointed out finds nothing of the case, and what they answered for goes to somebody else', async ({ browser, faults }) => {
  const people = new People(browser, faults);
  const mark = crypto.randomUUID().slice(0, 8);
  const kurator = mouse(await people.come('kurator', PHONE));
  await test.step('a counsellor reports that a teacher is said to have done it', () => report(kurator, `En elev berättar att läraren knuffade honom. (${mark})`, 'Personal'));
  await sound(kurator.page, 'receipt');

  const utredare = mouse(await people.come('utredare', DESK));
  const { page } = utredare;
  const opened = await test.step('it is the case officer’s at once', () => findNewest(utredare));
  const larare = mouse(await people.come('larare', DESK));
  const { name } = (await apiOf(larare.page).read<Me>('/me')).person;
  await test.step('who does not know yet whom it is about, and takes the teacher in', async () => {
    await toTab(utredare, 'Krets');
    await utredare.press(page.getByRole('button', { name: 'Ta in i kretsen' }));
    const form = page.getByRole('form', { name: 'Ta in i kretsen' });
    await utredare.choose(form.getByLabel(/^Person/), name);
    await utredare.write(form.getByLabel(/^Varför personen behöver/), 'Undervisar eleven');
    await utredare.press(form.getByRole('button', { name: 'Ta in' }));
    await expect(form).toBeHidden();
    await toTab(utredare, 'Åtgärder');
    await utredare.press(page.getByRole('button', { name: 'Ny åtgärd' }));
    const planned = page.getByRole('form', { name: 'Ny åtgärd' });
    await utredare.write(planned.getByLabel(/^Vad görs/), MEASURE);
    await utredare.choose(planned.getByLabel('Ansvarig för uppföljning'), name);
    await utredare.write(planned.getByLabel(/^Följs upp/), weekdayIn(28));
    await utredare.press(planned.getByRole('button', { name: 'Spara åtgärden' }));
    await expect(planned).toBeHidden();
  });
  await larare.page.goto(`/arenden/${opened.id}`);
  await expect(larare.page.getByRole('heading', { level: 1, name: new RegExp(opened.number) })).toBeVisible();

  await test.step('the child names the teacher', async () => {
    await toTab(utredare, 'Krets');
    await utredare.press(page.getByRole('button', { name: 'Ange vem i personalen' }));
    const form = page.getByRole('form', { name: 'Ange vem i personalen' });
    await utredare.choose(form.getByLabel(/^Person/), name);
    await utredare.write(form.getByLabel(/^Vem som har berättat det/), 'Eleven, i samtal med kuratorn.');
    await seen(page, 'vandring-utpekad-ange');
    await utredare.press(form.getByRole('button', { name: 'Ange och lämna till huvudmannen' }));
    await expect(form).toBeHidden();
    await expect(page.getByText(/^Angavs av/)).toBeVisible();
    await seen(page, 'vandring-utpekad-krets');
  });
  await test.step('who finds nothing of it any more', () => findsNothing(larare, opened));
  await test.step('and still sees what is agreed on for the pupils', async () => {
    await larare.page.goto('/mina-elever');
    const agreed = larare.page.getByRole('region', { name: 'Så gör vi' }).getByRole('listitem').first();
    await expect(agreed).toBeVisible();
    await larare.press(agreed.getByRole('button', { name: /Fungerar/ }).first());
    await expect(larare.page.getByText('Svaret är lämnat till dem som arbetar med det').first()).toBeVisible();
  });
  await test.step('the measure goes over to somebody else', async () => {
    await toTab(utredare, 'Åtgärder');
    const card = page.getByRole('article').filter({ hasText: MEASURE });
    await expect(card.getByText(/pekas ut i ärendet\. Låt någon annan ta över/)).toBeVisible();
    await utredare.press(card.getByRole('button', { name: 'Byt ansvarig' }));
    await seen(page, 'vandring-utpekad-atgard');
    const responsible = card.getByLabel(/^Ansvarig för uppföljning/);
    await utredare.choose(responsible, name);
    await utredare.press(card.getByRole('button', { name: 'Spara ny ansvarig' }));
    await expect(card.getByText(/kan inte ha ansvar eller någon uppgift/).first()).toBeVisible();
    const other = (await apiOf(kurator.page).read<Me>('/me')).person.name;
    await utredare.choose(responsible, other);
    await utredare.press(card.getByRole('button', { name: 'Spara ny ansvarig' }));
    await expect(card.getByText(/pekas ut i ärendet/)).toBeHidden();
    await expect(card.getByText(other)).toBeVisible();
  });
  await people.leave();
});

test('where a head is pointed out the report goes past the school to the organiser', async ({ browser, faults }) => {
  const people = new People(browser, faults);
  const kurator = mouse(await people.come('kurator', DESK));
  await report(kurator, 'En elev berättar vad rektorn sa inför klassen.', 'Rektor eller biträdande rektor');
  const utredare = mouse(await people.come('utredare', DESK));
  const opened = await findNewest(utredare);
  await seen(utredare.page, 'vandring-utpekad-rektor');
  const rektor = mouse(await people.come('rektor', DESK));
  await findsNothing(rektor, opened);
  await people.leave();
});
