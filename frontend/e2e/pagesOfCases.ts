import type { Locator, Page } from '@playwright/test';
import type { Api } from './api';
import { weekdayIn } from './days';
import { decided, investigated, linked, measured, oneCase, ofType, shared, tab } from './demoCases';
import type { PageRow } from './pages';

/** The one of these that can be used, in either language. */
const control = (page: Page, name: RegExp): Locator => page.getByLabel(name).filter({ visible: true }).first();
const button = (page: Page, name: RegExp): Locator => page.getByRole('main').getByRole('button', { name }).filter({ visible: true }).first();
const press = (name: RegExp) => async (page: Page) => button(page, name).click();
const write = (name: RegExp, text: string) => async (page: Page) => control(page, name).fill(text);
const choose = (name: RegExp, value: string | { index: number }) => async (page: Page) => {
  await control(page, name).selectOption(value);
};
const all = (...steps: ((page: Page) => Promise<unknown>)[]) => async (page: Page) => {
  for (const step of steps) await step(page);
};

/** Of the reports to the social services one that nobody has answered. */
async function unanswered(api: Api): Promise<string> {
  const { items } = await api.read<{ items: { id: string }[] }>('/cases?type=CHILD_WELFARE_REPORT&state=OPEN&limit=100');
  for (const { id } of items) {
    const reports = await api.read<{ items: { kind: string; feedback: string | null }[] }>(`/cases/${id}/reports`);
    if (reports.items.some((one) => one.kind === 'SOCIAL_SERVICES' && one.feedback === null)) return `/arenden/${id}?flik=anmalningar`;
  }
  throw new Error('every report is answered');
}

/** One that the organiser's case officer answers for, with a measure in it. */
async function officers(api: Api): Promise<string> {
  const { items } = await api.read<{ items: { id: string; phase: string }[] }>('/cases?type=DEGRADING&limit=100');
  const [found] = items.filter((one) => one.phase !== 'CLOSED');
  if (!found) throw new Error('the case officer has no case');
  const path = `/cases/${found.id}/measures`;
  const there = await api.read<{ items: unknown[] }>(path);
  if (there.items.length === 0) await api.make(path, { description: 'En vuxen till i kön till matsalen, varje dag.', scope: 'GROUP', level: 'PREVENTIVE', followUpOn: weekdayIn(28) });
  return `/arenden/${found.id}?flik=atgarder`;
}

const SOMEBODY = { index: 3 };
const voiced = ofType('ABSENCE', 'rost');
const handedOver = async (api: Api) => `${await ofType('TRANSITION')(api)}?flik=overlamning`;
const asked = investigated('utredning');
const more = /^(Lämna över mer|Hand over more)$/;
const ask = /^(Ställ en fråga|Ask a question)$/;

/** What is opened, chosen and sent in the pages of cases. */
export const pagesOfCases: readonly PageRow[] = [
  { name: 'arende-mentor', as: 'mentor', at: oneCase('OPEN'), states: ['normal'], english: true },
  { name: 'arenden-utredare', as: 'utredare', at: '/arenden', states: ['normal'], english: true },
  { name: 'rapportera-oro-krankt', as: 'larare', at: '/rapportera-oro', then: all((page) => page.getByRole('checkbox', { name: /^(Ett barn har känt|A child has felt)/ }).click(), press(/^(Skicka|Send)$/)), english: true },
  { name: 'bedom-oppna-tomt', as: 'rektor', at: '/arenden/bedom', press: /^(Öppna ärende|Open a case)$/, then: (page) => page.getByRole('main').locator('button[type=submit]').click(), english: true },
  { name: 'arende-nytt-tema', as: 'kurator', at: '/arenden/nytt?tema=READING_WRITING', states: ['normal'] },
  { name: 'arende-sok-traffar', as: 'kurator', at: '/arenden/sok', then: all(write(/^(Nummer eller ord|Number or words)/, 'eleven'), press(/^(Sök|Search)$/)), english: true },
  { name: 'arende-sok-inget', as: 'kurator', at: '/arenden/sok', then: all(write(/^(Nummer eller ord|Number or words)/, 'kanelbulle'), press(/^(Sök|Search)$/)), english: true },
  { name: 'arende-sok-inne-traffar', as: 'rektor', at: ofType('ABSENCE'), press: /^(Sök i ärendet|Search the case)$/, then: all(write(/^(Ord i det här ärendet|Words in this case)/, 'eleven'), press(/^(Sök|Search)$/)), english: true },
  { name: 'arende-lamna-over-vald', as: 'rektor', at: '/arenden/lamna-over', then: choose(/^(Vems ärenden|Whose cases)/, SOMEBODY), english: true },
  { name: 'arende-oppna-med-skal-tomt', as: 'rektor', at: '/arenden/oppna-med-skal', then: press(/^(Öppna ärendet i åtta timmar|Open the case for eight hours)$/), english: true },
  { name: 'arende-anteckning-ratta', as: 'rektor', at: ofType('ABSENCE'), press: /^(Rätta|Correct)$/, english: true },
  { name: 'arende-rost-foljd', as: 'rektor', at: voiced, press: /^(Vad det ledde till|What it led to)$/, english: true },
  { name: 'arende-utredning-slut', as: 'rektor', at: asked, then: all(choose(/^(Utredningen visar|The investigation$)/, 'OTHER'), press(/^(Slutför utredningen|Complete the investigation)$/)), english: true },
  { name: 'arende-fraga-hem', as: 'rektor', at: asked, press: ask, then: all(choose(/^(Vem ska få frågan|Who is to get)/, 'HOME'), choose(/^(Elevens ålder|The pupil's age)/, 'UNDER_16')), english: true },
  { name: 'arende-hors-inte', as: 'rektor', at: decided('DECISION'), press: /^(Anteckna en part till|Record another party)$/, then: choose(/^(Läge|State)$/, 'NOT_HEARD'), english: true },
  { name: 'arende-beslut-mottagare', as: 'rektor', at: decided('MEASURES', 'FOLLOW_UP', 'EVALUATION', 'CLOSED'), press: /^(Anteckna en mottagare|Record a recipient)$/, english: true },
  { name: 'arende-beslut-kasta', as: 'rektor', at: decided('DECISION'), press: /^(Kasta utkastet|Discard the draft)$/, english: true },
  { name: 'arende-utlamnat-ratta', as: 'kurator', at: shared, press: /^(Rätta|Correct): /, english: true },
  { name: 'arende-utlamnat-sluta', as: 'kurator', at: shared, press: /^(Sluta visa|Stop showing)/, english: true },
  { name: 'arende-samtycke-aterkalla', as: 'kurator', at: shared, press: /^(Återkalla|Take back): /, english: true },
  { name: 'arende-overlamning-utanfor', as: 'kurator', at: handedOver, press: more, then: (page) => page.getByRole('radio', { name: /^(En skola hos en annan|A school of another)/ }).click(), english: true },
  { name: 'arende-overlamning-inget', as: 'kurator', at: handedOver, press: more, then: (page) => page.getByRole('radio', { name: /^(Inget lämnas över|Nothing is handed over)/ }).click(), english: true },
  { name: 'arende-fil-visa', as: 'kurator', at: tab('filer'), then: press(/^(Visa|Show) /), english: true },
  { name: 'arende-fil-makulera', as: 'kurator', at: tab('filer'), press: /^(Makulera|Void)\b/, english: true },
  { name: 'arende-atgard-byt', as: 'rektor', at: measured, press: /^(Byt ansvarig|Change who)/, english: true },
  { name: 'arende-atgard-byt-utredare', as: 'utredare', at: officers, press: /^(Byt ansvarig|Change who)/, english: true },
  { name: 'arende-atgard-utvardera', as: 'rektor', at: measured, press: /^(Utvärdera|Evaluate)$/, english: true },
  { name: 'arende-atgard-utvardera-tidigt', as: 'rektor', at: measured, press: /^(Utvärdera|Evaluate)$/, then: all(choose(/^(Gav den önskad|Did it have)/, 'TOO_EARLY'), press(/^(Spara|Save)$/)) },
  { name: 'arende-atgard-foresla', as: 'mentor', at: measured, press: /^(Föreslå åtgärd|Propose a measure)$/, english: true },
  { name: 'arende-atgard-sluta-dela', as: 'rektor', at: measured, press: /^(Sluta dela|Stop sharing)$/, english: true },
  { name: 'arende-anmalan-tidigare', as: 'kurator', at: tab('anmalningar'), press: /^(Notera en anmälan|Record a report)$/, then: (page) => page.getByRole('radio', { name: /^(Tidigare|Earlier)$/ }).click() },
  { name: 'arende-aterkoppling-ny', as: 'kurator', at: unanswered, press: /^(Notera återkoppling|Record feedback)$/, english: true },
  { name: 'arende-koppling-slut', as: 'rektor', at: linked, press: /^(Avsluta kopplingen till|End the link to)/, english: true },
  { name: 'arende-krets-avsluta', as: 'rektor', at: ofType('ABSENCE', 'krets'), press: /^(Avsluta|End)$/, english: true },
  { name: 'regelpaket-tid', as: 'admin', at: '/installningar/regelpaket/SE-2023', then: all((page) => page.locator('main summary').nth(1).click(), press(/^(Ändra tiden|Change the time)/)), english: true },
  { name: 'regelpaket-last', as: 'admin', at: '/installningar/regelpaket/SE-2023', press: /^(Vi har läst paketet|We have read the pack)$/, english: true },
  { name: 'regelpaket-lagrum', as: 'admin', at: '/installningar/regelpaket/SE-2023', then: (page) => page.getByText(/lagrum$|legal bas[ei]s$/).first().click(), english: true },
];
