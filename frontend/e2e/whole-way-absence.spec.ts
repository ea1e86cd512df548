import { expect, test } from './fixture';
import { mouse } from './hands';
import { soundDocument } from './pdf';
import { DESK, People, PHONE, seen as looked } from './people';
import { closeCase, openCase, reportConcern } from './wayOfCase';
import { draft, fetchDecision, hearParty, saveDraft, sign } from './wayOfDecision';
import { findNotNeeded, hearChild, investigate, moveTo } from './wayOfInvestigation';
import { addMeasure, evaluate } from './wayOfMeasures';
import { tellOrganiser } from './wayOfReports';

test.describe.configure({ timeout: 180_000 });

const KIND = 'Åtgärder vid frånvaro';
const MEASURE = 'Mentorn möter eleven vid porten varje morgon.';

test('absence from concern to closure, told to the organiser and investigated with student health', async ({ browser, faults }) => {
  const people = new People(browser, faults);
  const seen = `Har missat tolv lektioner på två veckor. (${crypto.randomUUID().slice(0, 8)})`;
  const larare = mouse(await people.come('larare', PHONE));
  const number = await test.step('a teacher reports', () => reportConcern(larare, { seen, pupil: 4 }));

  const kurator = mouse(await people.come('kurator', DESK));
  const opened = await test.step('the counsellor opens a case', () => openCase(kurator, { number, seen, type: 'Frånvaroutredning' }));
  await test.step('the child is heard', () => hearChild(kurator, { said: 'Bussen är värst, där är ingen jag känner.' }));
  await test.step('the organiser is told', () => tellOrganiser(kurator));
  await test.step('it is investigated with student health', () =>
    investigate(kurator, 'utredning av frånvaro', {
      individual: 'Frånvaron är störst måndag och fredag.',
      group: 'Eleven är utan bänkkamrat.',
      organisation: 'Skjutsen kommer före frukosten.',
      causes: 'Ensam på resan och de första lektionerna.',
      consulted: true,
      supportToo: 'Nej, det behövs inte',
      conclusion: 'visar behov',
    }));
  await looked(kurator.page, 'vandring-franvaro-utredd');
  await test.step('the pupil’s guardian is heard', () => hearParty(kurator, 'Ester Lund', 'Morgnarna är svårast hemma också.'));
  await test.step('on to the decision', () => moveTo(kurator, 'Beslut'));
  await test.step('a draft is written', async () => {
    await draft(kurator, KIND, { ruling: 'Eleven möts varje morgon och får en fast plats.', reasons: 'Utredningen visar att frånvaron hänger ihop med resan och starten på dagen.' });
    await saveDraft(kurator, KIND);
  });
  const rektor = mouse(await people.come('rektor', DESK));
  await rektor.page.goto(`/arenden/${opened.id}`);
  await test.step('the principal signs', () => sign(rektor, KIND));
  const paper = await fetchDecision(rektor, KIND, 'handling-franvaro');
  soundDocument(paper, `Beslut: ${KIND}`);

  await kurator.page.goto(`/arenden/${opened.id}`);
  await test.step('measures are taken and followed', async () => {
    await addMeasure(kurator, MEASURE);
    await moveTo(kurator, 'Uppföljning');
    await evaluate(kurator, MEASURE, 'Delvis', 'Kommer fyra dagar av fem.');
    await moveTo(kurator, 'Utvärdering');
  });
  await test.step('it is closed', () => closeCase(kurator, opened));
  await people.leave();
});

test('absence that the principal decides need not be investigated, with the reason', async ({ browser, faults }) => {
  const people = new People(browser, faults);
  const seen = `Borta en vecka, familjen har bytt bostad. (${crypto.randomUUID().slice(0, 8)})`;
  const larare = mouse(await people.come('larare', PHONE));
  const number = await reportConcern(larare, { seen, pupil: 5 });
  const rektor = mouse(await people.come('rektor', DESK));
  const opened = await openCase(rektor, { number, seen, type: 'Frånvaroutredning' });
  const why = 'Frånvaron har en känd orsak och eleven är tillbaka sedan i måndags.';
  await test.step('a reasoned decision instead of an investigation', () => findNotNeeded(rektor, why));
  await expect(rektor.page.getByText(why)).toBeVisible();
  await looked(rektor.page, 'vandring-franvaro-obehovlig');
  await test.step('it is closed', () => closeCase(rektor, opened, undefined, 'Inget behov'));
  await people.leave();
});
