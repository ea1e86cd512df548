import { expect } from './fixture';
import type { Hands } from './hands';
import { answerTo, dayBefore, seen } from './people';

/** Into the next phase; the reason where something should have been in place. */
export async function moveTo({ page, press, write }: Hands, phase: string, reason?: string): Promise<void> {
  const next = page.getByRole('region', { name: 'Nästa steg' });
  const go = next.getByRole('button', { name: `Gå till ${phase}` });
  await expect(go).toBeVisible();
  if (reason) await write(next.getByLabel(/^Varför går ni vidare ändå/), reason);
  await press(go);
  await expect(page.getByRole('list', { name: 'Ärendets faser' }).locator('[aria-current=step]')).toContainText(phase);
}

export const toTab = (hands: Hands, name: string): Promise<void> => hands.turn(hands.page.getByRole('tab', { name }));

export interface Voice {
  said: string;
  /** Where the case is about several children. */
  child?: string;
  how?: string;
}

/** What a child says for itself. */
export async function hearChild(hands: Hands, { said, child, how = 'Samtal' }: Voice): Promise<void> {
  const { page } = hands;
  await toTab(hands, 'Barnets röst');
  await hands.press(page.getByRole('tabpanel').getByRole('button', { name: 'Dokumentera barnets röst' }));
  const form = page.getByRole('form', { name: 'Dokumentera barnets röst' });
  if (child) await hands.choose(form.getByLabel('Barn', { exact: true }), child);
  await hands.choose(form.getByLabel('Hur', { exact: true }), how);
  await hands.write(form.getByLabel(/^Vad barnet sa eller visade/), said);
  await hands.press(form.getByRole('button', { name: 'Spara', exact: true }));
  await expect(form).toBeHidden();
  await expect(page.getByText(said)).toBeVisible();
}

export interface Findings {
  individual?: string;
  group?: string;
  organisation?: string;
  causes?: string;
  consulted?: boolean;
  /** Whether special support is to be investigated too. */
  supportToo?: string;
  conclusion: string;
  why?: string;
}

/** Started, written in, saved and completed. */
export async function investigate(hands: Hands, kind: string, found: Findings): Promise<void> {
  const { page } = hands;
  await toTab(hands, 'Utredning');
  await hands.press(page.getByRole('button', { name: `Starta ${kind}` }));
  const form = page.getByRole('form', { name: new RegExp(kind, 'i') });
  const fill = async (label: string, text?: string) => text && hands.write(form.getByLabel(label, { exact: true }), text);
  await fill('Individ', found.individual);
  await fill('Grupp', found.group);
  await fill('Organisation', found.organisation);
  await fill('Vad vi tror att det beror på', found.causes);
  if (found.consulted) await hands.write(form.getByLabel('Samråd med elevhälsan'), dayBefore(1));
  if (found.supportToo) await hands.choose(form.getByLabel('Ska även särskilt stöd utredas?'), found.supportToo);
  await answerTo(page, 'PATCH', /\/investigations\//, () => hands.press(form.getByRole('button', { name: 'Spara', exact: true })));
  await expect(page.getByText('Utredningen är sparad').first()).toBeVisible();
  await hands.choose(form.getByLabel('Utredningen visar'), found.conclusion);
  if (found.why) await hands.write(form.getByLabel('Hur ni kommer fram till det'), found.why);
  await seen(page, `vandring-utredning-${kind.split(' ').at(-1)}`);
  await hands.press(form.getByRole('button', { name: 'Slutför utredningen' }));
  await expect(form).toBeHidden();
  await expect(page.getByText(/^Slutförd /)).toBeVisible();
}

/** Absence whose cause is known: the principal's reason takes the place of the investigation. */
export async function findNotNeeded(hands: Hands, why: string): Promise<void> {
  const { page } = hands;
  await toTab(hands, 'Utredning');
  await hands.press(page.getByRole('button', { name: 'Starta utredning av frånvaro' }));
  const form = page.getByRole('form', { name: /utredning av frånvaro/i });
  await hands.choose(form.getByLabel('Utredningen visar'), 'utredning är obehövlig');
  await hands.write(form.getByLabel('Rektorns skäl till att utredningen är obehövlig'), why);
  await hands.press(form.getByRole('button', { name: 'Slutför utredningen' }));
  await expect(form).toBeHidden();
  await expect(page.getByText(/^Slutförd /)).toBeVisible();
}
