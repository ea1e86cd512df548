import { expect, picture } from './fixture';
import type { Hands } from './hands';
import { toTab } from './wayOfInvestigation';

/** Up the chain, at the server's time: pressed once, and never again. */
export async function tellOrganiser(hands: Hands): Promise<void> {
  const { page } = hands;
  await toTab(hands, 'Anmälningar');
  await hands.press(page.getByRole('tabpanel').getByRole('button', { name: 'Anmäl till huvudmannen' }));
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('serverns tid');
  await picture(page, 'vandring-anmal-huvudman');
  await hands.press(dialog.getByRole('button', { name: 'Anmäl till huvudmannen' }));
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('article').getByText(/· I Samsyn/)).toBeVisible();
  await expect(page.getByRole('tabpanel').getByRole('button', { name: 'Anmäl till huvudmannen' })).toBeHidden();
  await toTab(hands, 'Översikt');
  await expect(page.getByRole('tabpanel').getByText('Anmält till huvudmannen')).toBeVisible();
}
