import { expect } from './fixture';
import type { Hands } from './hands';
import { documentLink, download, type ReadBack } from './pdf';
import { answerTo, dayBefore, seen, weekdayIn } from './people';
import { toTab } from './wayOfInvestigation';

/** A party is shown the material and given time; what they say is written there when it comes. */
export async function hearParty(hands: Hands, name: string, view: string): Promise<void> {
  const { page } = hands;
  await toTab(hands, 'Beslut');
  await hands.press(page.getByRole('button', { name: /^Anteckna en part/ }));
  const form = page.getByRole('form', { name: 'Anteckna en part' });
  await hands.write(form.getByLabel(/^Vem/), name);
  await hands.press(form.getByRole('button', { name: 'Spara' }));
  await expect(form).toBeHidden();
  const party = page.getByRole('article').filter({ hasText: name });
  await expect(party.getByText('Har tid att yttra sig')).toBeVisible();
  await hands.press(party.getByRole('button', { name: 'Anteckna svaret' }));
  await hands.write(form.getByLabel(/^Vad parten sa/), view);
  await seen(page, 'vandring-part-hors');
  await hands.press(form.getByRole('button', { name: 'Spara' }));
  await expect(form).toBeHidden();
  await expect(party.getByText(view)).toBeVisible();
}

export interface Ruling {
  ruling: string;
  reasons: string;
}

/** A draft of that kind, begun from the tab. */
export async function draft(hands: Hands, kind: string, { ruling, reasons }: Ruling): Promise<void> {
  const { page } = hands;
  await toTab(hands, 'Beslut');
  await hands.choose(page.getByLabel('Slag av beslut'), kind);
  await hands.press(page.getByRole('button', { name: 'Börja på ett utkast' }));
  const form = page.getByRole('form', { name: `Utkast: ${kind}` });
  await hands.write(form.getByLabel('Elevens födelsedag'), '2014-05-17');
  await hands.write(form.getByLabel('Vad som beslutas'), ruling);
  await hands.write(form.getByLabel('Skäl för beslutet'), reasons);
}

export interface Programme {
  needs: string;
  measures: string[];
  part: string;
  guardians: string[];
}

/** What the law asks of an action programme beside the ruling and its reasons. */
export async function writeProgramme(hands: Hands, programme: Programme): Promise<void> {
  const { page } = hands;
  const form = page.getByRole('form', { name: 'Utkast: Åtgärdsprogram' });
  await hands.press(form.getByRole('checkbox', { name: 'I elevens grupp' }));
  await hands.write(form.getByLabel('Från och med'), weekdayIn(1));
  await hands.write(form.getByLabel('Till och med'), weekdayIn(150));
  await hands.write(form.getByLabel('Behov av särskilt stöd'), programme.needs);
  await hands.write(form.getByLabel('Så ska behovet tillgodoses, en åtgärd per rad'), programme.measures.join('\n'));
  await hands.write(form.getByLabel('Åtgärderna följs upp'), weekdayIn(42));
  await hands.write(form.getByLabel('Åtgärderna utvärderas'), weekdayIn(140));
  for (const who of ['Ansvarar för uppföljningen', 'Ansvarar för utvärderingen']) {
    const list = form.getByLabel(who);
    await hands.choose(list, (await list.locator('option').nth(3).textContent()) ?? '');
  }
  await hands.write(form.getByLabel('Så har eleven deltagit'), programme.part);
  for (const [n, name] of programme.guardians.entries()) {
    const guardian = form.getByRole('group', { name: `Vårdnadshavare ${n + 1}` });
    await hands.write(guardian.getByLabel('Vem'), name);
    await hands.write(guardian.getByLabel('Inbjuden'), weekdayIn(-7));
    await hands.choose(guardian.getByLabel('Deltog'), 'Ja');
  }
}

/** Saved; what is missing stands there, or who signs it. */
export async function saveDraft(hands: Hands, kind: string): Promise<void> {
  const { page } = hands;
  const form = page.getByRole('form', { name: `Utkast: ${kind}` });
  await answerTo(page, 'PATCH', /\/decisions\//, () => hands.press(form.getByRole('button', { name: 'Spara', exact: true })));
  await expect(page.getByText('Utkastet är sparat').first()).toBeVisible();
  await seen(page, 'vandring-utkast');
}

/** Whoever decides reads it, signs it, and says once more who it is. */
export async function sign(hands: Hands, kind: string): Promise<void> {
  const { page } = hands;
  await toTab(hands, 'Beslut');
  await hands.press(page.getByRole('form', { name: `Utkast: ${kind}` }).getByRole('button', { name: 'Underteckna …' }));
  const dialog = page.getByRole('dialog', { name: `Underteckna: ${kind}` });
  await hands.write(dialog.getByLabel('Ditt lösenord'), process.env.SAMSYN_DEMO_PASSWORD ?? '');
  await seen(page, 'vandring-underteckna');
  await hands.press(dialog.getByRole('button', { name: 'Underteckna', exact: true }));
  await expect(dialog).toBeHidden();
  await expect(page.getByText(/^Undertecknat av /)).toBeVisible();
}

/** The signed decision as a document, read back. */
export const fetchDecision = (hands: Hands, kind: string, picture: string): Promise<ReadBack> =>
  download(hands.page, () => hands.press(documentLink(hands.page, kind)), picture);

/** Each has got it by hand today: their time to appeal begins. */
export async function notify(hands: Hands, names: readonly string[]): Promise<void> {
  const { page } = hands;
  for (const name of names) {
    await hands.press(page.getByRole('button', { name: 'Anteckna en mottagare' }));
    const form = page.getByRole('form', { name: 'Anteckna en mottagare' });
    await hands.write(form.getByLabel(/^Vem/), name);
    await hands.write(form.getByLabel(/^Fick del av beslutet/), dayBefore(0));
    await hands.press(form.getByRole('button', { name: 'Spara mottagaren' }));
    await expect(form).toBeHidden();
    await expect(page.getByText(new RegExp(`^${name}: .*Kan överklaga till och med`))).toBeVisible();
  }
  await expect(page.getByText(/^Har inte underrättats än/)).toBeHidden();
}

/** A guardian appeals, and what the board decides leads the case on. */
export async function appeal(hands: Hands, who: string): Promise<void> {
  const { page } = hands;
  await hands.press(page.getByRole('button', { name: 'Anteckna ett överklagande' }));
  const form = page.getByRole('form', { name: 'Anteckna ett överklagande' });
  await hands.choose(form.getByLabel('Vem som överklagar'), who);
  await hands.write(form.getByLabel(/^Vad den som överklagar vill/), 'Att stödet ges varje dag.');
  await seen(page, 'vandring-overklagande');
  await hands.press(form.getByRole('button', { name: 'Spara överklagandet' }));
  await expect(page.getByText(/^Beslutet är överklagat/)).toBeVisible();
}

/** In time, and so without delay to the board (46 § förvaltningslagen). */
export async function forwardAppeal(hands: Hands): Promise<void> {
  const { page } = hands;
  await hands.press(page.getByRole('button', { name: 'Anteckna att det är lämnat till nämnden' }));
  const form = page.getByRole('form', { name: /^Överklagandet av/ });
  await hands.press(form.getByRole('button', { name: 'Spara' }));
  await expect(form).toBeHidden();
  await expect(page.getByText(/Lämnat till nämnden/).first()).toBeVisible();
}

export async function boardAnswers(hands: Hands, outcome: string): Promise<void> {
  const { page } = hands;
  await hands.press(page.getByRole('button', { name: 'Vad nämnden beslutade' }));
  const form = page.getByRole('form', { name: 'Vad nämnden beslutade' });
  await hands.choose(form.getByLabel('Vad nämnden beslutade'), outcome);
  await hands.write(form.getByLabel(/^Nämndens nummer eller skäl/), 'Dnr 2026:1187');
  await hands.press(form.getByRole('button', { name: 'Spara nämndens beslut' }));
  await expect(form).toBeHidden();
  await expect(page.getByText(new RegExp(outcome)).first()).toBeVisible();
}
