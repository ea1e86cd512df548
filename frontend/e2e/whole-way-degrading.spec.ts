import { expect, test } from './fixture';
import { mouse } from './hands';
import { onPaper, partsOf, soundDocument } from './pdf';
import { DESK, People, PHONE, seen as looked } from './people';
import { closeCase, reportConcern, type Opened } from './wayOfCase';
import { draft, fetchDecision, saveDraft, sign } from './wayOfDecision';
import { tellOrganiser } from './wayOfReports';
import { hearChild, investigate, moveTo, toTab } from './wayOfInvestigation';
import { addMeasure, evaluate, noteDay } from './wayOfMeasures';

test.describe.configure({ timeout: 180_000 });

const KIND = 'Åtgärder mot kränkande behandling';
const MEASURE = 'Två vuxna vid fotbollsplanen varje rast.';

test('degrading treatment from a teacher’s report to closure, up the whole chain', async ({ browser, faults }) => {
  const people = new People(browser, faults);
  const mark = crypto.randomUUID().slice(0, 8);
  const seen = `Fick höra fula ord vid fotbollsplanen, tre dagar i rad. (${mark})`;
  const larare = mouse(await people.come('larare', PHONE));
  await test.step('a teacher reports: a child has felt degraded', () => reportConcern(larare, { seen, pupil: 3, pointedOut: 'Elev' }));
  await looked(larare.page, 'vandring-krankande-kvitto');

  const rektor = mouse(await people.come('rektor', DESK));
  const opened = await test.step('the principal finds the case among what is to be done', async (): Promise<Opened> => {
    await expect(rektor.page.getByRole('heading', { level: 1 })).toBeVisible();
    const card = rektor.page.getByRole('listitem').filter({ hasText: /Anmäl till huvudmannen i ärende/ }).first();
    await looked(rektor.page, 'vandring-krankande-fokus');
    await rektor.press(card.getByRole('link', { name: 'Öppna ärendet' }));
    await expect(rektor.page.getByRole('heading', { level: 1, name: /Kränkande behandling/ })).toBeVisible();
    const heading = (await rektor.page.getByRole('heading', { level: 1 }).textContent()) ?? '';
    return { id: new URL(rektor.page.url()).pathname.split('/').at(-1) ?? '', number: heading.split(' · ')[0] ?? '' };
  });
  await expect(rektor.page.getByRole('tabpanel').getByText('Anmält till rektorn')).toBeVisible();
  await test.step('and reports to the organiser', () => tellOrganiser(rektor));

  const utredare = mouse(await people.come('utredare', DESK));
  await utredare.page.goto('/arenden?vy=enhet');
  await looked(utredare.page, 'vandring-krankande-utredare');
  await utredare.page.goto(`/arenden/${opened.id}`);
  await expect(utredare.page.getByRole('tabpanel').getByText('Anmält till huvudmannen')).toBeVisible();
  await test.step('both children are heard', async () => {
    await hearChild(utredare, { said: 'De kallade mig saker varje dag.' });
    await hearChild(utredare, { said: 'Jag skojade, jag visste inte att det gjorde ont.' });
  });
  await test.step('it is investigated', () =>
    investigate(utredare, 'utredning av kränkande behandling', {
      individual: 'Samma ord tre dagar i rad, sagda av en elev.',
      group: 'Rastspelet saknar regler.',
      organisation: 'Ingen vuxen vid planen på eftermiddagsrasten.',
      conclusion: 'visar behov',
    }));
  await test.step('on to the decision', () => moveTo(utredare, 'Beslut'));
  await test.step('the organiser decides', async () => {
    await draft(utredare, KIND, { ruling: 'Rasterna bemannas och båda eleverna får samtal.', reasons: 'Utredningen visar att eleven har kränkts upprepade gånger på en plats utan vuxna.' });
    await saveDraft(utredare, KIND);
    await sign(utredare, KIND);
  });
  const paper = await test.step('the decision on paper', () => fetchDecision(utredare, KIND, 'handling-krankande'));
  soundDocument(paper, `Beslut: ${KIND}`);
  expect(partsOf(paper).slice(0, 1)).toEqual(['Beslut']);
  expect(onPaper(paper)).toContain('6 kap. 10 §');

  await rektor.page.goto(`/arenden/${opened.id}`);
  await test.step('measures are taken and followed', async () => {
    await addMeasure(rektor, MEASURE, 'Enhet');
    await noteDay(rektor, MEASURE, 'Schemat är ändrat.');
    await moveTo(rektor, 'Uppföljning');
    await toTab(rektor, 'Åtgärder');
    await evaluate(rektor, MEASURE, 'Ja', 'Inga nya händelser på fyra veckor.');
    await moveTo(rektor, 'Utvärdering');
  });
  await test.step('it is closed', () => closeCase(rektor, opened));
  await people.leave();
});
