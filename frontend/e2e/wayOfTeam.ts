import { expect } from './fixture';
import type { Hands } from './hands';
import type { Opened } from './wayOfCase';
import { answerTo, sound, weekdayIn } from './people';

const EHT = 'Elevhälsoteamet Björkskolan';

async function addItem(hands: Hands, kind: string, fill: () => Promise<void>): Promise<void> {
  const { page } = hands;
  const form = page.getByRole('form', { name: 'Lägg till punkt' });
  await hands.choose(form.getByLabel('Slag'), kind);
  await fill();
  await answerTo(page, 'POST', /\/agenda-items$|\/items$/, () => hands.press(form.getByRole('button', { name: 'Lägg till punkt' })));
}

/** The principal plans the team's meeting, with the case as one of its items. */
export async function planMeeting(hands: Hands, opened: Opened): Promise<void> {
  const { page: rektor } = hands;
  await hands.press(rektor.getByRole('link', { name: 'Möten' }).filter({ visible: true }));
  await hands.press(rektor.getByRole('link', { name: 'Nytt möte' }));
  await hands.choose(rektor.getByLabel('Team'), EHT);
  await hands.choose(rektor.getByLabel('Typ av möte'), 'Elevhälsoteam (EHT)');
  await hands.write(rektor.getByLabel('Dag'), weekdayIn(1));
  await hands.write(rektor.getByLabel('Börjar'), '13.00');
  await hands.write(rektor.getByLabel('Slutar'), '14.00');
  await sound(rektor, 'new meeting');
  await hands.press(rektor.getByRole('button', { name: 'Planera mötet' }));
  await expect(rektor.getByRole('heading', { level: 2, name: 'Dagordning' })).toBeVisible();
  await addItem(hands, 'Information', () => hands.write(rektor.getByLabel('Rubrik'), 'Läget i veckan'));
  await addItem(hands, 'Ärende', async () => {
    const choice = rektor.getByRole('form', { name: 'Lägg till punkt' }).getByLabel('Ärende');
    const option = choice.locator('option').filter({ hasText: opened.number });
    await hands.choose(choice, (await option.textContent()) ?? '');
  });
  await expect(rektor.getByRole('link', { name: opened.number })).toBeVisible();
  await sound(rektor, 'agenda');
}

/** It is held: who was there, what was said, what is to be done; what concerns the case goes into the case. */
export async function holdMeeting(hands: Hands, opened: Opened, said: string): Promise<void> {
  const { page: rektor } = hands;
  await hands.press(rektor.getByRole('link', { name: 'Genomför mötet' }));
  await hands.press(rektor.getByRole('button', { name: 'Starta mötet' }));
  await expect(rektor.getByRole('timer')).toBeVisible();
  await hands.write(rektor.getByLabel('Anteckningar'), 'Lugn vecka. Två nya signaler.');
  await hands.press(rektor.getByRole('button', { name: 'Visa för alla' }));
  await expect(rektor.getByText(/^Sparat /)).toBeVisible();
  await hands.press(rektor.getByRole('button', { name: 'Nästa punkt' }));
  await expect(rektor.getByRole('heading', { level: 2, name: opened.number })).toBeVisible();
  await hands.write(rektor.getByLabel('Anteckning i ärendet'), said);
  await sound(rektor, 'running meeting');
  await hands.press(rektor.getByRole('button', { name: 'Spara i ärendet' }));
  await expect(rektor.getByText('Anteckningen finns nu i ärendet')).toBeVisible();
  await hands.press(rektor.getByRole('button', { name: 'Lägg till att göra' }));
  await hands.write(rektor.getByLabel(/^Vad\?/), 'Skriver gruppindelningen i veckobrevet');
  await hands.choose(rektor.getByLabel('Vem?'), 'Kristina Kowalska');
  await hands.write(rektor.getByLabel(/^Klart senast/), weekdayIn(7));
  await hands.press(rektor.getByRole('button', { name: 'Lägg till', exact: true }));
  await expect(rektor.getByText('Skriver gruppindelningen i veckobrevet')).toBeVisible();
  for (const name of ['Marianne Ek', 'Kristina Kowalska']) {
    await hands.choose(rektor.getByRole('combobox', { name: `Närvaro för ${name}` }), 'Deltog');
  }
  await expect(rektor.getByText(/^2 av \d+ deltog/)).toBeVisible();
  await hands.press(rektor.getByRole('button', { name: 'Mötet hölls' }));
  await hands.press(rektor.getByRole('dialog').getByRole('button', { name: 'Avsluta mötet' }));
  await expect(rektor.getByText('Mötet är avslutat.')).toBeVisible();
}

/** The principal writes a goal with everything SMART asks for, and asks the team. */
export async function writeGoal(hands: Hands, title: string): Promise<string> {
  const { page: rektor } = hands;
  await hands.press(rektor.getByRole('link', { name: 'Läsåret' }).filter({ visible: true }));
  await hands.press(rektor.getByRole('link', { name: 'Mål', exact: true }));
  await hands.press(rektor.getByRole('link', { name: 'Nytt mål' }));
  await hands.choose(rektor.getByLabel(/^Team/), EHT);
  await hands.write(rektor.getByLabel(/^Målet i en mening/), title);
  await hands.write(rektor.getByLabel('Vilka gäller det?'), 'Eleverna i årskurs 4');
  await hands.write(rektor.getByLabel('Mått', { exact: true }), 'Lektioner med gemensam start');
  await hands.write(rektor.getByLabel('Enhet', { exact: true }), 'procent');
  await hands.choose(rektor.getByLabel('Varifrån kommer siffran?'), 'En siffra som vi räknar fram av det som finns');
  await hands.write(rektor.getByLabel('Utgångsvärde'), '40');
  await hands.write(rektor.getByLabel('Uppmätt den'), weekdayIn(-9));
  await hands.write(rektor.getByLabel('Målvärde'), '80');
  await hands.write(rektor.getByLabel('Tid och resurser'), 'Arbetslaget har 40 minuter i veckan för planering.');
  await hands.write(rektor.getByLabel('Klart senast'), weekdayIn(170));
  await hands.press(rektor.getByRole('button', { name: 'Lägg till avstämning' }));
  await hands.write(rektor.getByLabel('Avstämning 1', { exact: true }), weekdayIn(60));
  await hands.press(rektor.getByRole('button', { name: 'Lägg till avstämning' }));
  await hands.write(rektor.getByLabel('Avstämning 2', { exact: true }), weekdayIn(110));
  await sound(rektor, 'new goal');
  const goal = await answerTo<{ id: string }>(rektor, 'POST', /\/smart-goals$/, () => hands.press(rektor.getByRole('button', { name: 'Spara målet' })));
  await expect(rektor.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await hands.press(rektor.getByRole('button', { name: 'Fråga teamet' }));
  await expect(rektor.getByText('Teamet tar ställning').first()).toBeVisible();
  await sound(rektor, 'goal');
  return goal.id;
}

/** One of the team stands behind it. */
export async function acceptGoal(hands: Hands, goalId: string): Promise<void> {
  const { page: kurator } = hands;
  await kurator.goto(`/lasaret/mal/${goalId}`);
  await hands.take(kurator.getByRole('radio', { name: 'Står bakom', exact: true }));
  await hands.press(kurator.getByRole('button', { name: 'Skicka svar' }));
  await expect(kurator.getByText('Ditt svar är sparat')).toBeVisible();
}

/** A check-in, one a day, on a goal that is worked on: the figure, what works, what hinders, how to go on. */
export async function checkIn(hands: Hands, day: string, works: string): Promise<void> {
  const { page: rektor } = hands;
  await rektor.goto('/lasaret/mal');
  await hands.press(rektor.getByRole('link', { name: /^Närvaron i årskurs 7/ }));
  await hands.press(rektor.getByRole('button', { name: 'Ny avstämning' }));
  await hands.write(rektor.getByRole('textbox', { name: 'Dag', exact: true }), day);
  await hands.write(rektor.getByLabel('Värde (procent)'), '93,1');
  await hands.write(rektor.getByLabel('Vad fungerar?'), works);
  await hands.take(rektor.getByRole('radio', { name: 'Fortsätt som planerat' }));
  await sound(rektor, 'check-in');
  await hands.press(rektor.getByRole('button', { name: 'Spara avstämning' }));
  await expect(rektor.getByRole('button', { name: 'Spara avstämning' })).toBeHidden();
  await expect(rektor.getByText(works)).toBeVisible();
  await expect(rektor.getByText(/Senaste värdet är 93,1 procent/).first()).toBeVisible();
}

/** A day on the wheel; the rule says what is still missing. */
export async function planYear(hands: Hands, title: string): Promise<void> {
  const { page: rektor } = hands;
  await rektor.goto('/lasaret/arshjul');
  await hands.press(rektor.getByRole('button', { name: 'Ny aktivitet' }));
  const dialog = rektor.getByRole('dialog', { name: 'Ny aktivitet' });
  await hands.write(dialog.getByLabel(/^Rubrik/), title);
  await hands.write(dialog.getByLabel('Börjar'), weekdayIn(21));
  await hands.write(dialog.getByLabel('Slutar'), weekdayIn(21));
  await sound(rektor, 'new activity');
  await hands.press(dialog.getByRole('button', { name: 'Spara aktiviteten' }));
  await expect(dialog).toBeHidden();
  await expect(rektor.getByRole('region', { name: 'Aktiviteter i tidsordning' }).getByRole('button', { name: title })).toBeVisible();
  await expect(rektor.getByRole('region', { name: 'Avstämningar' })).toContainText('avstämningar planerade');
  await sound(rektor, 'wheel');
}
