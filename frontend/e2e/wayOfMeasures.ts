import type { Locator } from '@playwright/test';
import { expect } from './fixture';
import type { Hands } from './hands';
import { download, type ReadBack } from './pdf';
import { seen, weekdayIn } from './people';
import { toTab } from './wayOfInvestigation';

const cardOf = ({ page }: Hands, what: string): Locator => page.getByRole('article').filter({ hasText: what });

/** A measure of the owner's own, decided as it is written. */
export async function addMeasure(hands: Hands, what: string, where?: string): Promise<void> {
  const { page } = hands;
  await toTab(hands, 'Åtgärder');
  await hands.press(page.getByRole('button', { name: 'Ny åtgärd' }));
  const form = page.getByRole('form', { name: 'Ny åtgärd' });
  await hands.write(form.getByLabel(/^Vad görs/), what);
  await hands.write(form.getByLabel(/^Följs upp/), weekdayIn(28));
  if (where) await hands.choose(form.getByLabel('Var', { exact: true }), where);
  await hands.press(form.getByRole('button', { name: 'Spara åtgärden' }));
  await expect(form).toBeHidden();
  await expect(page.getByText(what)).toBeVisible();
}

/** Whether it was done as planned that day. */
export async function noteDay(hands: Hands, what: string, note: string): Promise<void> {
  const card = cardOf(hands, what);
  await hands.press(card.getByRole('button', { name: 'Notera en dag' }));
  await hands.take(card.getByRole('radio', { name: 'Ja', exact: true }));
  await hands.write(card.getByLabel(/^Kort rad/), note);
  await hands.press(card.getByRole('button', { name: 'Spara dagen' }));
  await expect(card.getByText('Ja 1 · delvis 0 · nej 0')).toBeVisible();
}

/** Whether it had the effect that was wished for, and what happened: then it is locked. */
export async function evaluate(hands: Hands, what: string, effect: string, happened: string): Promise<void> {
  const { page } = hands;
  const card = cardOf(hands, what);
  await hands.press(card.getByRole('button', { name: 'Utvärdera' }));
  await hands.choose(card.getByLabel(/^Gav den önskad effekt/), effect);
  await hands.write(card.getByLabel(/^Vad hände/), happened);
  await seen(page, 'vandring-utvardera');
  await hands.press(card.getByRole('button', { name: 'Spara', exact: true }));
  await expect(card.getByLabel(/^Vad hände/)).toBeHidden();
  await expect(card.getByText(/^Avslutad /)).toBeVisible();
  await expect(card.getByText(happened)).toBeVisible();
}

/** The whole case as a document, with the reason that stands in its register. */
export async function printCase(hands: Hands, why: string, picture: string): Promise<ReadBack> {
  const { page } = hands;
  await hands.press(page.getByRole('button', { name: 'Skriv ut som PDF' }));
  const dialog = page.getByRole('dialog');
  await hands.write(dialog.getByLabel(/^Varför skrivs det ut/), why);
  return download(page, () => hands.press(dialog.getByRole('button', { name: 'Skriv ut' })), picture);
}
