import type { Page } from '@playwright/test';
import { expect } from './fixture';
import type { Hands } from './hands';
import { answerTo, sound, weekdayIn } from './people';

const MINUTE = 60_000;

export interface Opened {
  id: string;
  number: string;
}

export interface Concern {
  seen: string;
  /** Which of the teacher's own pupils, from 1. */
  pupil?: number;
  child?: string;
  tried?: string;
  /** The answer to who is said to have done it: a child has felt degraded. */
  pointedOut?: string;
}

/** The teacher: in under a minute from the start page to the receipt, whose number is given back. */
export async function reportConcern(hands: Hands, { seen, pupil = 1, child, tried, pointedOut }: Concern): Promise<string> {
  const { page: larare } = hands;
  const begun = Date.now();
  await hands.press(larare.getByRole('link', { name: 'Rapportera oro' }).filter({ visible: true }));
  const own = larare.getByLabel('Elever i dina grupper');
  await expect(own).toBeVisible();
  await hands.choose(own, (await own.locator('option').nth(pupil).textContent()) ?? '');
  await hands.write(larare.getByLabel(/Vad har du sett/), seen);
  if (child) await hands.write(larare.getByLabel(/Vad säger barnet/), child);
  if (tried) await hands.write(larare.getByLabel(/Vad har ni provat/), tried);
  await hands.take(larare.getByRole('radio', { name: 'Snart' }));
  if (pointedOut) {
    await hands.press(larare.getByRole('checkbox', { name: /^Ett barn har känt sig kränkt/ }));
    await hands.take(larare.getByRole('radio', { name: pointedOut }));
  }
  await hands.press(larare.getByRole('button', { name: 'Skicka' }));
  await expect(larare.getByRole('heading', { level: 1, name: /^Tack/ })).toBeVisible();
  expect(Date.now() - begun, 'a concern is sent in under a minute').toBeLessThan(MINUTE);
  await expect(larare.getByText(pointedOut ? /6\skap\.\s10\s§\sskollagen/ : /bedömer den senast/)).toBeVisible();
  await sound(larare, 'receipt');
  return numberOn(larare);
}

/** The teacher: about a class and no pupil. */
export async function reportGroup(hands: Hands, seen: string): Promise<{ number: string; group: string }> {
  const { page: larare } = hands;
  await hands.press(larare.getByRole('link', { name: 'Rapportera oro' }).filter({ visible: true }));
  const groups = larare.getByLabel('Grupp', { exact: true });
  await expect(groups.locator('option').nth(1)).toBeAttached();
  const group = (await groups.locator('option').nth(1).textContent()) ?? '';
  await hands.choose(groups, group);
  await hands.write(larare.getByLabel(/Vad har du sett/), seen);
  await hands.take(larare.getByRole('radio', { name: 'Snart' }));
  await hands.press(larare.getByRole('button', { name: 'Skicka' }));
  await expect(larare.getByRole('heading', { level: 1, name: /^Tack/ })).toBeVisible();
  return { number: await numberOn(larare), group };
}

const numberOn = async (page: Page): Promise<string> => (await page.getByText(/^Nummer /).textContent())?.replace('Nummer ', '') ?? '';

interface Opening {
  /** Of the concern. */
  number: string;
  seen: string;
  type: string;
}

export const MEASURE = 'Grupperna står på tavlan dagen före.';
export const answered = 'Tack. Vi har öppnat ett ärende och hör av oss i veckan.';

/** The counsellor: from the week's focus to the queue, and the concern among those of others. */
export async function openCase(hands: Hands, { number, seen, type }: Opening): Promise<Opened> {
  const { page: kurator } = hands;
  await hands.press(kurator.getByRole('link', { name: 'Till bedömning' }));
  await hands.press(kurator.getByRole('navigation', { name: 'Signaler, mest bråttom först' }).getByRole('button', { name: number }));
  await expect(kurator.getByText(seen)).toBeVisible();
  await hands.press(kurator.getByRole('button', { name: 'Öppna ärende' }));
  await hands.choose(kurator.getByLabel(/^Ärendetyp/), type);
  await hands.write(kurator.getByLabel(/^Återkoppling till den som/), answered);
  await sound(kurator, 'assessment');
  const submit = kurator.getByRole('button', { name: 'Öppna ärende' }).last();
  const concern = await answerTo<{ cases: Opened[] }>(kurator, 'POST', /\/assessment$/, () => hands.press(submit));
  const [opened] = concern.cases;
  if (!opened) throw new Error('the concern belongs to no case');
  await hands.press(kurator.getByRole('link', { name: `Till ärende ${opened.number}` }));
  await expect(kurator.getByRole('heading', { level: 1, name: new RegExp(opened.number) })).toBeVisible();
  return opened;
}

/** The counsellor in the case: a note, the child's voice, one measure with a day. */
export async function workOnCase(hands: Hands, opened: Opened): Promise<void> {
  const { page: kurator } = hands;
  await kurator.goto(`/arenden/${opened.id}`);
  await expect(kurator.getByRole('heading', { level: 1, name: new RegExp(opened.number) })).toBeVisible();
  await hands.write(kurator.getByLabel('Anteckning', { exact: true }), 'Samtal med mentorn: går undan vid grupparbete.');
  await hands.press(kurator.getByRole('button', { name: 'Spara anteckning' }));
  await expect(kurator.getByRole('article').getByText('Samtal med mentorn: går undan vid grupparbete.')).toBeVisible();

  await hands.turn(kurator.getByRole('tab', { name: 'Barnets röst' }));
  await hands.press(kurator.getByRole('button', { name: 'Dokumentera barnets röst' }));
  await hands.write(kurator.getByLabel(/^Vad barnet sa eller visade/), 'Jag vill veta innan vem jag ska jobba med.');
  await sound(kurator, 'child’s voice');
  await hands.press(kurator.getByRole('button', { name: 'Spara', exact: true }));
  await expect(kurator.getByRole('form', { name: 'Dokumentera barnets röst' })).toBeHidden();
  await expect(kurator.getByText('Jag vill veta innan vem jag ska jobba med.')).toBeVisible();

  await hands.turn(kurator.getByRole('tab', { name: 'Åtgärder' }));
  await hands.press(kurator.getByRole('button', { name: 'Ny åtgärd' }));
  await hands.write(kurator.getByLabel(/^Vad görs/), MEASURE);
  await hands.write(kurator.getByLabel(/^Följs upp/), weekdayIn(28));
  await sound(kurator, 'measure');
  await hands.press(kurator.getByRole('button', { name: 'Spara åtgärden' }));
  await expect(kurator.getByRole('form', { name: 'Ny åtgärd' })).toBeHidden();
  await expect(kurator.getByText(MEASURE)).toBeVisible();
}

/** A measure under way: named where the case is to be closed, with the way to it. */
export async function seeWhatIsLeft(hands: Hands, opened: Opened, measure: string): Promise<void> {
  const { page } = hands;
  await page.goto(`/arenden/${opened.id}`);
  await hands.press(page.getByRole('button', { name: 'Avsluta ärendet' }));
  const dialog = page.getByRole('dialog', { name: 'Avsluta ärendet' });
  await expect(dialog.getByText('En sak är kvar att göra först')).toBeVisible();
  await expect(dialog.getByText(measure)).toBeVisible();
  await sound(page, 'what is left');
  await hands.press(dialog.getByRole('button', { name: 'Till åtgärderna' }));
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('article').filter({ hasText: measure })).toBeVisible();
}

/** Closed with a reason and how those concerned were told; then nobody can write in it. */
export async function closeCase(hands: Hands, opened: Opened, said?: string, reason?: string): Promise<void> {
  const { page } = hands;
  await page.goto(`/arenden/${opened.id}`);
  if (said) await expect(page.getByText(said)).toBeVisible();
  await hands.press(page.getByRole('button', { name: 'Avsluta ärendet' }));
  const dialog = page.getByRole('dialog', { name: 'Avsluta ärendet' });
  const why = dialog.getByLabel(/^Varför avslutas det/);
  await expect(why).toBeVisible();
  await hands.choose(why, reason ?? (await why.locator('option').nth(1).textContent()) ?? '');
  const told = dialog.getByLabel(/^Hur elev och vårdnadshavare/);
  if (await told.isVisible()) await hands.write(told, 'Samtal med elev och vårdnadshavare.');
  await sound(page, 'closing');
  await hands.press(dialog.getByRole('button', { name: 'Avsluta ärendet' }));
  await expect(page.getByText(/^Avslutat .*:/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Spara anteckning' })).toBeHidden();
  await sound(page, 'closed case');
}

/** The teacher sees that the concern led somewhere, and what was answered. */
export async function seeAnswer(hands: Hands, number: string): Promise<void> {
  const { page: larare } = hands;
  await hands.press(larare.getByRole('link', { name: 'Dina tidigare signaler' }));
  await hands.press(larare.getByRole('main').getByRole('link', { name: number }));
  await expect(larare.getByText(answered)).toBeVisible();
  await sound(larare, 'answered concern');
}
