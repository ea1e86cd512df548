import { expect, test } from './fixture';
import { mouse } from './hands';
import { onPaper, partsOf, soundDocument, type ReadBack } from './pdf';
import { DESK, People, PHONE, seen as looked } from './people';
import { closeCase, openCase, reportConcern, seeAnswer } from './wayOfCase';
import { appeal, boardAnswers, draft, fetchDecision, forwardAppeal, hearParty, notify, saveDraft, sign, writeProgramme } from './wayOfDecision';
import { hearChild, investigate, moveTo, toTab } from './wayOfInvestigation';
import { evaluate, noteDay } from './wayOfMeasures';

test.describe.configure({ timeout: 180_000 });

const KIND = 'Åtgärdsprogram';
const guardians = ['Åsa Lindqvist', 'Örjan Lindqvist'];
const measures = ['Speciallärare två pass i veckan', 'Instruktioner även i skrift'];

function programmeOnPaper(read: ReadBack): void {
  soundDocument(read, `Beslut: ${KIND}`);
  expect(read.name).toMatch(/^beslut-BJ-.*\.pdf$/);
  expect(partsOf(read)).toEqual([
    'Beslut', 'Behov av särskilt stöd', 'Så ska behovet tillgodoses', 'Uppföljning och utvärdering', 'Så har eleven deltagit',
    'Så har vårdnadshavarna deltagit', 'Skäl för beslutet', 'Bestämmelser', 'Så här överklagar du', 'Underskrift',
  ]);
  expect(read.headerCells.length).toBeGreaterThan(0);
  for (const words of [...guardians, ...measures, 'Granköpings kommun', 'Björkskolan']) expect(onPaper(read)).toContain(words);
}

test('special support from concern to closure, with an action programme and an appeal', async ({ browser, faults }) => {
  const people = new People(browser, faults);
  const mark = crypto.randomUUID().slice(0, 8);
  const seen = `Kommer inte i gång med uppgifter i svenska. (${mark})`;
  const larare = mouse(await people.come('larare', PHONE));
  const number = await test.step('a teacher reports', () => reportConcern(larare, { seen, pupil: 2 }));

  const special = mouse(await people.come('specialpedagog', DESK));
  const opened = await test.step('the special educator opens a case', () => openCase(special, { number, seen, type: 'Särskilt stöd' }));
  await looked(special.page, 'vandring-stod-oppnat');
  await test.step('the investigation begins', () => moveTo(special, 'Utredning', 'Gruppens stöd prövades förra terminen.'));
  await test.step('the child is heard', () => hearChild(special, { said: 'Jag vill ha en lista att bocka av.', how: 'Bildstöd' }));
  await test.step('it is investigated', () =>
    investigate(special, 'utredning om särskilt stöd', {
      individual: 'Orkar läsa tio minuter i taget.',
      group: 'Många byten av sal.',
      organisation: 'Ingen läsverkstad på schemat.',
      causes: 'Många starter på en dag, få med stöd.',
      consulted: true,
      conclusion: 'visar behov',
    }));
  await test.step('both guardians are heard', async () => {
    for (const name of guardians) await hearParty(special, name, `${name} vill ha stöd i klassen.`);
  });
  await test.step('on to the decision', () => moveTo(special, 'Beslut'));
  await test.step('a draft is written', async () => {
    await draft(special, KIND, { ruling: 'Eleven får särskilt stöd i sin grupp.', reasons: 'Utredningen visar att eleven inte når målen i svenska utan stöd.' });
    await writeProgramme(special, { needs: 'Stöd att komma i gång.', measures, part: 'Valde tider på mötet.', guardians });
    await saveDraft(special, KIND);
  });

  const rektor = mouse(await people.come('rektor', DESK));
  await rektor.page.goto(`/arenden/${opened.id}`);
  await test.step('the principal signs', () => sign(rektor, KIND));
  programmeOnPaper(await test.step('the programme on paper', () => fetchDecision(rektor, KIND, 'handling-atgardsprogram')));
  await test.step('both are told', () => notify(rektor, guardians));
  await test.step('one appeals', () => appeal(rektor, guardians[0] ?? ''));
  await test.step('it is handed over to the board', () => forwardAppeal(rektor));
  await test.step('the board upholds it', () => boardAnswers(rektor, 'Beslutet står fast'));
  await looked(rektor.page, 'vandring-stod-beslut');

  await special.page.goto(`/arenden/${opened.id}`);
  await test.step('the measures are followed', async () => {
    await toTab(special, 'Åtgärder');
    await noteDay(special, measures[0] ?? '', 'Båda passen blev av.');
    await moveTo(special, 'Uppföljning');
    await toTab(special, 'Åtgärder');
    for (const what of measures) await evaluate(special, what, 'Ja', `${what}: eleven kommer i gång själv.`);
    await moveTo(special, 'Utvärdering');
  });
  await test.step('it is closed', () => closeCase(special, opened));
  await looked(special.page, 'vandring-stod-avslutat');
  await test.step('the teacher sees the answer', () => seeAnswer(larare, number));
  await people.leave();
});
