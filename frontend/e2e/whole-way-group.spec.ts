import { expect, test } from './fixture';
import { mouse } from './hands';
import { onPaper, soundDocument } from './pdf';
import { DESK, People, PHONE, seen as looked } from './people';
import { closeCase, reportGroup, openCase } from './wayOfCase';
import { moveTo, toTab } from './wayOfInvestigation';
import { addMeasure, evaluate, printCase } from './wayOfMeasures';

test.describe.configure({ timeout: 180_000 });

const GROUP = 'Grupp- eller klassituation';
const measures: [string, string][] = [
  ['Gemensam lektionsstart i alla ämnen.', 'Grupp'],
  ['Salarna byter plats så att gruppen har två salar.', 'Enhet'],
];

test('a group situation from concern to closure, without the name of any pupil', async ({ browser, faults }) => {
  const people = new People(browser, faults);
  const seen = `Lektionerna efter lunch kommer sällan i gång. (${crypto.randomUUID().slice(0, 8)})`;
  const larare = mouse(await people.come('larare', PHONE));
  const { number, group } = await test.step('a teacher reports about a class', () => reportGroup(larare, seen));

  const kurator = mouse(await people.come('kurator', DESK));
  const opened = await test.step('the counsellor opens a case on the group', () => openCase(kurator, { number, seen, type: GROUP }));
  const about = kurator.page.getByRole('region', { name: 'Gäller', exact: true });
  await expect(about).toContainText(group);
  await looked(kurator.page, 'vandring-grupp-oppnat');
  await test.step('measures for the group and what is around it', async () => {
    for (const [what, where] of measures) await addMeasure(kurator, what, where);
    await expect(kurator.page.getByRole('region', { name: 'För eleven' })).toHaveCount(0);
  });
  await test.step('they are followed and evaluated', async () => {
    await moveTo(kurator, 'Åtgärder');
    await moveTo(kurator, 'Uppföljning');
    await toTab(kurator, 'Åtgärder');
    for (const [what] of measures) await evaluate(kurator, what, 'Ja', `${what.slice(0, -1)}: lektionerna börjar i tid.`);
    await moveTo(kurator, 'Utvärdering');
  });
  const paper = await test.step('the case on paper', () => printCase(kurator, 'Till arbetslagets möte', 'handling-grupp'));
  soundDocument(paper, new RegExp(opened.number));
  for (const [what] of measures) expect(onPaper(paper)).toContain(what);
  await test.step('it is closed', () => closeCase(kurator, opened));
  await people.leave();
});
