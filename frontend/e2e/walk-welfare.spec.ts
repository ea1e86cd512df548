import { apiOf, cookieOf } from './api';
import { expect, picture, test } from './fixture';
import { mouse, type Hands } from './hands';
import { answerTo, dayBefore, DESK, People, PHONE, sound } from './people';

test.describe.configure({ mode: 'default', timeout: 240_000 });

interface Opened {
  id: string;
  number: string;
}

interface Recorded {
  id: string;
  caseId: string;
  number: string;
  recordedAt: string;
  sentAt: string;
  feedbackDueOn: string;
}

const DAY_MS = 86_400_000;
const CLOSE_MS = 120_000;
const FEEDBACK_DAYS = 14;

/** The server's own time, whatever was said of when it was sent; and a day to ask by. */
function atServerTime(made: Recorded): void {
  expect(Math.abs(Date.parse(made.recordedAt) - Date.now()), 'recorded at the server’s time').toBeLessThan(CLOSE_MS);
  expect(Date.parse(made.sentAt)).toBeLessThanOrEqual(Date.parse(made.recordedAt));
  const waits = Date.parse(made.feedbackDueOn) - Date.parse(made.sentAt.slice(0, 10));
  expect(Math.abs(waits / DAY_MS - FEEDBACK_DAYS), 'two weeks to the feedback').toBeLessThanOrEqual(1);
}

/** The number on the receipt. */
async function reportConcern({ page, press, choose, write, take }: Hands, seen: string): Promise<string> {
  await press(page.getByRole('link', { name: 'Rapportera oro' }).filter({ visible: true }));
  const own = page.getByLabel('Elever i dina grupper');
  await expect(own).toBeVisible();
  await choose(own, (await own.locator('option').nth(1).textContent()) ?? '');
  await write(page.getByLabel(/Vad har du sett/), seen);
  await take(page.getByRole('radio', { name: 'Snart' }));
  await press(page.getByRole('button', { name: 'Skicka' }));
  await expect(page.getByRole('heading', { level: 1, name: /^Tack/ })).toBeVisible();
  return ((await page.getByText(/^Nummer /).textContent()) ?? '').replace('Nummer ', '');
}

/** From the receipt of a concern to how an orosanmälan is made. */
async function readGuide({ page, press }: Hands): Promise<void> {
  await press(page.getByRole('main').getByRole('link', { name: 'Så gör du' }));
  await expect(page.getByRole('heading', { level: 1, name: 'Orosanmälan' })).toBeVisible();
  const steps = page.getByRole('main').getByRole('list').first().getByRole('listitem');
  await expect(steps.first()).toContainText('112');
  await expect(page.getByText(/19 kap\. 1 §/)).toBeVisible();
  await sound(page, 'guide');
}

/** The counsellor: a case that is an orosanmälan, out of the concern. */
async function openWelfareCase(hands: Hands, number: string, seen: string): Promise<Opened> {
  const { page: kurator } = hands;
  await hands.press(kurator.getByRole('link', { name: 'Till bedömning' }));
  await hands.press(kurator.getByRole('navigation', { name: 'Signaler, mest bråttom först' }).getByRole('button', { name: number }));
  await expect(kurator.getByText(seen)).toBeVisible();
  await hands.press(kurator.getByRole('button', { name: 'Öppna ärende' }));
  await hands.choose(kurator.getByLabel(/^Ärendetyp/), 'Orosanmälan');
  await hands.write(kurator.getByLabel(/^Återkoppling till den som/), 'Tack. Vi tar det vidare i dag.');
  const submit = kurator.getByRole('button', { name: 'Öppna ärende' }).last();
  const concern = await answerTo<{ cases: Opened[] }>(kurator, 'POST', /\/assessment$/, () => hands.press(submit));
  const [opened] = concern.cases;
  if (!opened) throw new Error('the concern belongs to no case');
  return opened;
}

/** On the case's own tab: it was sent yesterday, and is noted now. */
async function recordReport(hands: Hands, opened: Opened): Promise<void> {
  const { page: kurator } = hands;
  await kurator.goto(`/arenden/${opened.id}`);
  await expect(kurator.getByRole('heading', { level: 1, name: opened.number, exact: true })).toBeVisible();
  await expect(kurator.getByText(/^Gör anmälan genast/)).toBeVisible();
  await hands.press(kurator.getByRole('region', { name: 'Nästa steg' }).getByRole('button', { name: 'Till anmälningar' }));
  await expect(kurator.getByText('Ingen anmälan är noterad')).toBeVisible();
  await hands.press(kurator.getByRole('button', { name: 'Notera en anmälan' }));
  await hands.take(kurator.getByRole('radio', { name: 'Tidigare' }));
  await hands.write(kurator.getByRole('form').getByLabel(/^Dag/), dayBefore(1));
  await hands.write(kurator.getByLabel(/^Klockslag/), '10.42');
  await hands.write(kurator.getByLabel(/^Vem tog emot/), 'Socialtjänstens mottagning');
  // What lies half under the header is too small to hit there.
  await kurator.evaluate(() => scrollTo(0, 0));
  await sound(kurator, 'record of a report');
  await picture(kurator, 'vag-orosanmalan-notera');
  const save = kurator.getByRole('button', { name: 'Notera anmälan' });
  atServerTime(await answerTo<Recorded>(kurator, 'POST', /\/reports$/, () => hands.press(save)));
  await expect(kurator.getByText(/10[.:]42/).first()).toBeVisible();
  await expect(kurator.getByText(/^Återkoppling väntas till/)).toBeVisible();
  await expect(kurator.getByText(/^Anmälan är noterad\. Har inget svar/)).toBeVisible();
  await sound(kurator, 'report that waits for its feedback');
}

/** What the social services said; it stops the clock. */
async function recordFeedback(hands: Hands): Promise<void> {
  const { page } = hands;
  await hands.press(page.getByRole('button', { name: 'Notera återkoppling' }));
  await hands.choose(page.getByLabel(/^Vad svarade myndigheten/), 'Utredning inleds');
  await sound(page, 'feedback');
  await hands.press(page.getByRole('button', { name: 'Notera återkopplingen' }));
  await expect(page.getByText(/^Återkoppling väntas till/)).toBeHidden();
  await expect(page.getByText(/^Utredning inleds \(/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Notera återkoppling', exact: true })).toBeHidden();
}

/** A report that concerns the home: nothing is sent there, and why not is said (C22). */
async function close(hands: Hands): Promise<void> {
  const { page } = hands;
  await hands.press(page.getByRole('button', { name: 'Avsluta ärendet' }));
  const dialog = page.getByRole('dialog', { name: 'Avsluta ärendet' });
  const why = dialog.getByLabel(/^Varför avslutas det/);
  await expect(why).toBeVisible();
  await hands.choose(why, (await why.locator('option').nth(1).textContent()) ?? '');
  await hands.write(dialog.getByLabel('Eller varför de inte har fått det'), 'Socialtjänsten utreder och avgör vad hemmet får veta.');
  await hands.press(dialog.getByRole('button', { name: 'Avsluta ärendet' }));
  await expect(page.getByText(/^Avslutat .*:/)).toBeVisible();
  // Said and gone: what is fading out has no contrast.
  await expect(page.locator('.mantine-Notification-root')).toHaveCount(0);
  await sound(page, 'closed orosanmälan');
}

/** In class K4 there is no document to send astray: neither the button nor the call. */
async function noDocument({ page }: Hands, caseId: string): Promise<void> {
  await expect(page.getByRole('button', { name: 'Skriv ut som PDF' })).toBeHidden();
  const origin = new URL(test.info().project.use.baseURL ?? '').origin;
  const headers = { ...(await cookieOf(page)), 'X-Samsyn-Request': '1', Origin: origin };
  const refused = await page.request.post(`/samsyn/v1/cases/${caseId}/exports`, { headers, data: { reason: 'Begärd' } });
  expect(refused.status()).toBe(409);
}

test('an orosanmälan out of a concern: guide, record, feedback, closed', async ({ browser, faults }) => {
  const people = new People(browser, faults);
  const seen = `Kommer utan jacka och lunch, säger att hen sover hos grannen. (${crypto.randomUUID().slice(0, 8)})`;
  const larare = mouse(await people.come('larare', PHONE));
  const number = await test.step('a teacher reports a concern', () => reportConcern(larare, seen));
  await test.step('the receipt leads to the guide', () => readGuide(larare));

  const kurator = mouse(await people.come('kurator', DESK));
  const opened = await test.step('the counsellor opens it as an orosanmälan', () => openWelfareCase(kurator, number, seen));
  await test.step('that it was sent is recorded', () => recordReport(kurator, opened));
  await test.step('there is no document in K4', () => noDocument(kurator, opened.id));
  await test.step('the feedback comes', () => recordFeedback(kurator));
  await test.step('it is closed', () => close(kurator));
  await picture(kurator.page, 'vag-orosanmalan-avslutad');

  await test.step('nobody else sees that there is one', async () => {
    const rektor = await people.come('rektor', DESK);
    await rektor.goto(`/arenden/${opened.id}`);
    await expect(rektor.getByText(opened.number)).toHaveCount(0);
    await expect(rektor.getByRole('tab', { name: 'Anmälningar' })).toHaveCount(0);
  });
  await people.leave();
});

test('a teacher makes one and records it at once; the principal hears of it', async ({ browser, faults }) => {
  const people = new People(browser, faults);
  const larare = mouse(await people.come('larare', PHONE));
  await larare.page.goto('/orosanmalan');
  const save = larare.page.getByRole('button', { name: 'Notera anmälan' });
  const made = await answerTo<Recorded>(larare.page, 'POST', /\/child-welfare-reports$/, () => larare.press(save));
  atServerTime(made);
  await expect(larare.page.getByRole('heading', { level: 1, name: 'Anmälan är noterad' })).toBeVisible();
  await expect(larare.page.getByText(made.number)).toBeVisible();
  await sound(larare.page, 'receipt of an orosanmälan');
  await picture(larare.page, 'vag-orosanmalan-kvitto');

  const rektor = mouse(await people.come('rektor', DESK));
  const { items } = await apiOf(rektor.page).read<{ items: { id: string }[] }>('/cases?state=OPEN&limit=100');
  expect(items.map((one) => one.id)).toContain(made.caseId);
  await rektor.page.goto(`/arenden/${made.caseId}?flik=anmalningar`);
  await test.step('the feedback comes', () => recordFeedback(rektor));
  await test.step('it is closed', () => close(rektor));

  const kurator = await people.come('kurator', DESK);
  await kurator.goto(`/arenden/${made.caseId}`);
  await expect(kurator.getByText(made.number)).toHaveCount(0);
  await people.leave();
});
