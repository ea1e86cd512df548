import { apiOf } from './api';
import { expect, test } from './fixture';
import { mouse, type Hands } from './hands';
import { answerTo, DESK, People, PHONE, seen, sound, weekdayIn } from './people';
import { toTab } from './wayOfInvestigation';

test.describe.configure({ timeout: 180_000 });

interface Me {
  person: { name: string };
}

const MEASURE = 'En vuxen till i omklädningsrummet före och efter idrotten.';

interface Opened {
  id: string;
  number: string;
}

/** By the counsellor, who is asked who is said to have done it and who will read it; the id of the report. */
async function report({ page, ...hands }: Hands, what: string, who: string, readBy: RegExp): Promise<string> {
  await page.goto('/rapportera-oro');
  await hands.write(page.getByLabel('Med egna ord'), 'En elev som vill vara anonym');
  await hands.write(page.getByLabel(/Vad har du sett/), what);
  await hands.take(page.getByRole('radio', { name: 'Snart' }));
  await hands.press(page.getByRole('checkbox', { name: /^Ett barn har känt sig kränkt/ }));
  await hands.take(page.getByRole('radio', { name: who, exact: true }));
  await expect(page.getByText(readBy)).toBeVisible();
  const made = await answerTo<{ id: string }>(page, 'POST', /\/concerns$/, () => hands.press(page.getByRole('button', { name: 'Skicka' })));
  await expect(page.getByRole('heading', { level: 1, name: /^Tack/ })).toBeVisible();
  return made.id;
}

/** The case that it opened, found in the list of whoever answers for it. */
async function findCase({ page, ...hands }: Hands, report: string): Promise<Opened> {
  const { cases } = await apiOf(page).read<{ cases: Opened[] }>(`/concerns/${report}`);
  const [opened] = cases;
  if (!opened) throw new Error('the report opened no case');
  await page.goto('/arenden?vy=mina');
  await hands.press(page.getByRole('main').getByRole('link', { name: opened.number }).filter({ visible: true }).first());
  await expect(page.getByRole('heading', { level: 1, name: new RegExp(opened.number) })).toBeVisible();
  return opened;
}

/** Everywhere that somebody at the school could come upon it. */
async function findsNothing({ page, ...hands }: Hands, { id, number }: Opened): Promise<void> {
  for (const path of ['/', '/arenden', '/arenden?vy=enhet', '/mina-elever', '/moten']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByTestId('loading')).toHaveCount(0);
    await expect(page.getByText(number), path).toHaveCount(0);
  }
  await page.goto('/arenden/sok');
  await hands.write(page.getByLabel('Nummer eller ord'), number);
  await hands.press(page.getByRole('main').getByRole('button', { name: 'Sök' }));
  await expect(page.getByRole('heading', { name: 'Inget hittades' })).toBeVisible();
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
  const made = await test.step('a counsellor reports, and does not know yet who did it', () =>
    report(kurator, `En elev berättar att någon knuffade honom. (${mark})`, 'Vet inte', /Läses av rektor och biträdande rektor på/));
  await sound(kurator.page, 'receipt');

  const rektor = mouse(await people.come('rektor', DESK));
  const { page } = rektor;
  const opened = await findCase(rektor, made);
  const larare = mouse(await people.come('larare', DESK));
  const { name } = (await apiOf(larare.page).read<Me>('/me')).person;
  await test.step('the principal takes the teacher in, and gives the teacher a measure', async () => {
    await toTab(rektor, 'Krets');
    await rektor.press(page.getByRole('button', { name: 'Ta in i kretsen' }));
    const form = page.getByRole('form', { name: 'Ta in i kretsen' });
    await rektor.choose(form.getByLabel(/^Person/), name);
    await rektor.write(form.getByLabel(/^Varför personen behöver/), 'Undervisar eleven');
    await rektor.press(form.getByRole('button', { name: 'Ta in' }));
    await expect(form).toBeHidden();
    await toTab(rektor, 'Åtgärder');
    await rektor.press(page.getByRole('button', { name: 'Ny åtgärd' }));
    const planned = page.getByRole('form', { name: 'Ny åtgärd' });
    await rektor.write(planned.getByLabel(/^Vad görs/), MEASURE);
    await rektor.choose(planned.getByLabel('Ansvarig för uppföljning'), name);
    await rektor.write(planned.getByLabel(/^Följs upp/), weekdayIn(28));
    await rektor.press(planned.getByRole('button', { name: 'Spara åtgärden' }));
    await expect(planned).toBeHidden();
  });
  await larare.page.goto(`/arenden/${opened.id}`);
  await expect(larare.page.getByRole('heading', { level: 1, name: new RegExp(opened.number) })).toBeVisible();

  await test.step('the child names the teacher', async () => {
    await toTab(rektor, 'Krets');
    await rektor.press(page.getByRole('button', { name: 'Ange vem i personalen' }));
    const form = page.getByRole('form', { name: 'Ange vem i personalen' });
    await rektor.choose(form.getByLabel(/^Person/), name);
    await rektor.write(form.getByLabel(/^Vem som har berättat det/), 'Eleven, i samtal med kuratorn.');
    await seen(page, 'vandring-utpekad-ange');
    await rektor.press(form.getByRole('button', { name: 'Ange och lämna till huvudmannen' }));
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
  await test.step('the case officer answers for it now, and is shown what is to go over to somebody else', async () => {
    const utredare = mouse(await people.come('utredare', DESK));
    await utredare.page.goto(`/arenden/${opened.id}`);
    await toTab(utredare, 'Åtgärder');
    const card = utredare.page.getByRole('article').filter({ hasText: MEASURE });
    await expect(card.getByText(/pekas ut i ärendet\. Låt någon annan ta över/)).toBeVisible();
    await utredare.press(card.getByRole('button', { name: 'Byt ansvarig' }));
    const form = card.getByRole('form', { name: 'Byt ansvarig' });
    await utredare.choose(form.getByLabel(/^Ansvarig för uppföljning/), (await apiOf(kurator.page).read<Me>('/me')).person.name);
    await seen(utredare.page, 'vandring-utpekad-atgard');
    await utredare.press(form.getByRole('button', { name: 'Spara ny ansvarig' }));
    await expect(form).toBeHidden();
    await expect(card.getByText(/pekas ut i ärendet/)).toHaveCount(0);
  });
  await people.leave();
});

test('where a head is pointed out the report goes past the school to the organiser', async ({ browser, faults }) => {
  const people = new People(browser, faults);
  const kurator = mouse(await people.come('kurator', DESK));
  const made = await report(kurator, 'En elev berättar vad rektorn sa inför klassen.', 'Rektor eller biträdande rektor', /Läses av huvudmannens utredare, inte av någon på/);
  const utredare = mouse(await people.come('utredare', DESK));
  const opened = await findCase(utredare, made);
  await seen(utredare.page, 'vandring-utpekad-rektor');
  const rektor = mouse(await people.come('rektor', DESK));
  await findsNothing(rektor, opened);
  await people.leave();
});
