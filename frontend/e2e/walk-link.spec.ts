import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Locator, Page } from '@playwright/test';
import { apiOf } from './api';
import { expect, test } from './fixture';
import { mouse, type Hands } from './hands';
import { answerTo, DESK, People, PHONE, seen, weekdayIn } from './people';

test.describe.configure({ timeout: 180_000 });

const run = promisify(execFile);
const QUESTION = 'När går det bra att läsa hemma, och vad gör ni då?';
const ANSWER = 'Efter middagen. Vi läser högt för varandra, en sida var.';
const OVER = /Det finns ingen fråga att svara på med den här länken och koden/;
const TRIES = 5;
/** What would tell whoever finds the link why the school asks. */
const CASE_WORDS = /ärende|utredning|särskilt stöd|åtgärd|elevhälsa|oro\b|\bcase\b|investigation|special support|concern/i;

interface Asked {
  id: string;
  recipient: string;
}

interface Given {
  address: string;
  token: string;
  code: string;
}

interface OneCase {
  id: string;
  number: string;
  students: { id: string; name: string }[];
}

/** A case of special support about a pupil of the demo, with its investigation begun. */
async function begin(kurator: Hands): Promise<OneCase> {
  const { page } = kurator;
  const api = apiOf(page);
  const { students } = await api.read<OneCase>(`/cases/${await api.first('/cases?type=SPECIAL_SUPPORT&state=OPEN')}`);
  const body = { schoolId: await api.first('/schools'), caseTypeCode: 'SPECIAL_SUPPORT', studentIds: students.map(({ id }) => id), nextFollowUpOn: weekdayIn(14) };
  const made = await api.make<OneCase>('/cases', body);
  await page.goto(`/arenden/${made.id}?flik=utredning`);
  await kurator.press(page.getByRole('button', { name: 'Starta utredning om särskilt stöd' }));
  await expect(page.getByRole('region', { name: 'Frågor till andra' })).toBeVisible();
  return made;
}

/** Two guardians at two addresses; a question that says whose it is does not leave. */
async function askGuardians(kurator: Hands, { id, students }: OneCase): Promise<Asked[]> {
  const { page } = kurator;
  await kurator.press(page.getByRole('button', { name: 'Ställ en fråga' }));
  const form = page.getByRole('form', { name: 'Ställ en fråga' });
  await kurator.choose(form.getByLabel('Vem ska få frågan?'), 'Eleven eller vårdnadshavare');
  await kurator.choose(form.getByLabel('Elevens ålder i dag'), 'Under 16 år');
  await kurator.choose(form.getByLabel('Antal vårdnadshavare som får frågan'), '2');
  await kurator.press(form.getByRole('checkbox', { name: 'Alla vårdnadshavare är med' }));
  const question = form.getByLabel(/^Frågan/);
  await kurator.write(question, `Vad säger ${students[0]?.name.split(' ')[0]} hemma?`);
  const send = form.getByRole('button', { name: 'Ställ frågan' });
  await kurator.press(send);
  await expect(form.getByRole('alert')).toContainText('Skriv inte elevens namn');
  await kurator.write(question, QUESTION);
  await seen(page, 'vandring-lank-fraga');
  const asked = await answerTo<{ items: Asked[] }>(page, 'POST', new RegExp(`/cases/${id}/contributions$`), () => kurator.press(send));
  expect(asked.items.map(({ recipient }) => recipient)).toEqual(['Vårdnadshavare 1', 'Vårdnadshavare 2']);
  return asked.items;
}

/** What was asked of one of them, on the page of the case. */
const askedOf = (page: Page, recipient: string): Locator => page.getByRole('region', { name: 'Frågor till andra' }).getByRole('article').filter({ hasText: recipient });

/** The link is there until it has been handed over, whatever else is fetched meanwhile. */
async function makeLink(kurator: Hands, recipient: string, name = 'Skapa engångslänk'): Promise<Given> {
  const { page } = kurator;
  const one = askedOf(page, recipient);
  const fetched = page.waitForResponse((answer) => answer.request().method() === 'GET' && /\/contributions$/.test(new URL(answer.url()).pathname));
  await kurator.press(one.getByRole('button', { name }));
  await fetched;
  await expect(one.getByText(/ · länk till /)).toBeVisible();
  const address = (await one.getByText(/\/svara#/).textContent()) ?? '';
  const code = (await one.getByText(/^\d{6}$/).textContent()) ?? '';
  await seen(page, 'vandring-lank-given');
  await kurator.press(one.getByRole('button', { name: 'Jag har lämnat dem' }));
  await expect(page.getByText(code)).toHaveCount(0);
  return { address, token: new URL(address).hash.slice(1), code };
}

/** Somebody at home: nobody to the program, before and after. */
async function follow(people: People, { address }: Given, size = PHONE): Promise<Hands> {
  const page = await people.stranger(size);
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1, name: 'Svara på en fråga från skolan' })).toBeVisible();
  return mouse(page);
}

async function tryCode({ page, write, press }: Hands, code: string): Promise<void> {
  await write(page.getByLabel('Kod'), code);
  await press(page.getByRole('button', { name: 'Visa frågan' }));
}

async function refused(guest: Hands, code: string): Promise<void> {
  await tryCode(guest, code);
  await expect(guest.page.getByRole('alert')).toContainText(OVER);
  await expect(guest.page.getByRole('alert')).toBeFocused();
  await expect(guest.page.getByText(QUESTION)).toHaveCount(0);
}

const wrong = (code: string, by = 1): string => String((Number(code) + by) % 1_000_000).padStart(code.length, '0');

/** Neither the page nor its title says whom it is about, or why. */
async function saysNothing(page: Page, { number, students }: OneCase): Promise<void> {
  const words = `${await page.title()} ${await page.locator('body').innerText()}`;
  expect(words).not.toMatch(CASE_WORDS);
  for (const hidden of [number, 'Björkskolan', 'Vårdnadshavare', ...students.flatMap(({ name }) => name.split(' '))]) expect(words).not.toContain(hidden);
}

test('who has no account answers by a one-time link, once, and the owner of the case sorts the answer', async ({ browser, faults }) => {
  const people = new People(browser, faults);
  const kurator = mouse(await people.come('kurator', DESK));
  const found = await begin(kurator);
  await askGuardians(kurator, found);
  const given = await test.step('a link and a code', () => makeLink(kurator, 'Vårdnadshavare 1'));

  const guest = await test.step('it is opened at home', () => follow(people, given));
  const { page } = guest;
  const sent: string[] = [];
  page.on('request', (call) => sent.push(call.url().split('#')[0] ?? '', JSON.stringify(call.headers())));
  await saysNothing(page, found);
  await seen(page, 'vandring-svara');
  await test.step('a wrong code, and the right one written in threes', async () => {
    await refused(guest, wrong(given.code));
    await tryCode(guest, `${given.code.slice(0, 3)} ${given.code.slice(3)}`);
    await expect(page.getByText(QUESTION)).toBeFocused();
  });
  await test.step('in English, nothing typed is lost', async () => {
    await guest.write(page.getByLabel(/^Svar/), ANSWER);
    await guest.press(page.getByRole('button', { name: 'English' }));
    await expect(page.getByRole('heading', { level: 1, name: 'Answer a question from the school' })).toBeVisible();
    await expect(page.getByLabel(/^Answer/)).toHaveValue(ANSWER);
    await saysNothing(page, found);
    await seen(page, 'vandring-svara-fraga-en');
    await guest.press(page.getByRole('button', { name: 'Svenska' }));
    await saysNothing(page, found);
    await seen(page, 'vandring-svara-fraga');
  });
  await test.step('it is sent, and that was the only time', async () => {
    await guest.press(page.getByRole('button', { name: 'Skicka svaret' }));
    await expect(page.getByRole('heading', { level: 1, name: 'Tack för ditt svar' })).toBeVisible();
    await saysNothing(page, found);
    await seen(page, 'vandring-svara-tack');
    expect(sent.filter((one) => one.includes(given.token) || one.includes(given.code))).toEqual([]);
    expect(await page.context().cookies()).toEqual([]);
    await refused(await follow(people, given, DESK), given.code);
  });

  await test.step('the answer is K3 until the owner has sorted it', async () => {
    const one = askedOf(kurator.page, 'Vårdnadshavare 1');
    await kurator.page.reload();
    await expect(one.getByText(ANSWER)).toBeVisible();
    await expect(one.getByText(/med engångslänk · K3 [^·]+ · inte sorterat/)).toBeVisible();
    await kurator.press(one.getByRole('button', { name: 'Sortera svaret' }));
    const form = kurator.page.getByRole('form', { name: 'Sortera svaret' });
    await kurator.choose(form.getByLabel('Sekretessklass för svaret'), 'K2 Elevuppgift');
    await kurator.write(form.getByLabel(/^Varför svaret kan ha en lägre klass/), 'Bara om läsning.');
    await seen(kurator.page, 'vandring-lank-sortera');
    await kurator.press(form.getByRole('button', { name: 'Spara' }));
    await expect(form).toBeHidden();
    await expect(one.getByText(/med engångslänk · K2 Elevuppgift$/)).toBeVisible();
  });
  await people.leave();
});

test('five wrong codes lock a link, a new one runs out, and half a link says so', async ({ browser, faults }) => {
  const people = new People(browser, faults);
  const kurator = mouse(await people.come('kurator', DESK));
  const found = await begin(kurator);
  const [, second] = await askGuardians(kurator, found);
  const first = await makeLink(kurator, 'Vårdnadshavare 2');
  const guest = await follow(people, first, DESK);
  await test.step('five guesses, and then the right code is of no use', async () => {
    for (let guess = 1; guess <= TRIES; guess++) await refused(guest, wrong(first.code, guess));
    await refused(guest, first.code);
    await seen(guest.page, 'vandring-svara-last');
  });

  const renewed = await test.step('the owner sees it and makes a new one', async () => {
    await kurator.page.reload();
    await expect(kurator.page.getByText('Länken är låst efter fem felaktiga koder')).toBeVisible();
    await seen(kurator.page, 'vandring-lank-last');
    return makeLink(kurator, 'Vårdnadshavare 2', 'Ny engångslänk');
  });
  await test.step('in the same tab the new one is another question', async () => {
    await guest.page.goto(renewed.address);
    await tryCode(guest, renewed.code);
    await expect(guest.page.getByText(QUESTION)).toBeVisible();
  });

  await test.step('fourteen days later it is over, also for who has it open', async () => {
    const { E2E_PYTHON: python } = process.env;
    if (!python || !second) throw new Error('run tools/browser_tests.py');
    await run(python, ['tools/run_out.py', second.id], { cwd: '..' });
    await guest.write(guest.page.getByLabel(/^Svar/), ANSWER);
    await guest.press(guest.page.getByRole('button', { name: 'Skicka svaret' }));
    await expect(guest.page.getByRole('alert')).toContainText(OVER);
    await expect(guest.page.getByLabel(/^Svar/)).toHaveValue(ANSWER);
    await refused(await follow(people, renewed), renewed.code);
  });
  await test.step('half a link', async () => {
    const half = await follow(people, { ...renewed, address: renewed.address.slice(0, -30) });
    await expect(half.page.getByText('Länken är inte hel.', { exact: false })).toBeVisible();
    await expect(half.page.getByLabel('Kod')).toHaveCount(0);
    await seen(half.page, 'vandring-svara-halv');
  });
  await people.leave();
});
