import type { Browser } from '@playwright/test';
import { expect, test } from './fixture';
import { keyboard, mouse, type Hands } from './hands';
import { dayBefore, DESK, People, PHONE } from './people';
import { closeCase, MEASURE, openCase, reportConcern, seeAnswer, seeWhatIsLeft, workOnCase } from './wayOfCase';
import { evaluate } from './wayOfMeasures';
import { acceptGoal, checkIn, holdMeeting, planMeeting, planYear, writeGoal } from './wayOfTeam';

// One after the other: both check in on the same goal.
test.describe.configure({ mode: 'default', timeout: 360_000 });

/** Concern, case, meeting, goal, annual wheel: three people, each in a browser of their own. */
async function walk(browser: Browser, faults: string[], handsOf: (page: Hands['page']) => Hands, daysAgo: number): Promise<void> {
  const people = new People(browser, faults);
  const mark = crypto.randomUUID().slice(0, 8);
  const seen = `Sitter ensam alla raster sedan två veckor. (${mark})`;
  const said = `Mentorn och kuratorn möter eleven på måndag. (${mark})`;
  try {
    const larare = handsOf(await people.come('larare', PHONE));
    const number = await test.step('a teacher reports', () => reportConcern(larare, { seen }));

    const kurator = handsOf(await people.come('kurator', DESK));
    const opened = await test.step('the counsellor opens a case', () => openCase(kurator, { number, seen, type: 'Extra anpassningar' }));
    await test.step('the counsellor works on it', () => workOnCase(kurator, opened));

    const rektor = handsOf(await people.come('rektor', DESK));
    await test.step('the principal plans a meeting', () => planMeeting(rektor, opened));
    await test.step('the meeting is held', () => holdMeeting(rektor, opened, said));
    const goal = await test.step('the principal writes a goal', () => writeGoal(rektor, `Minst 80 procent av lektionerna i åk 4 börjar lika (${mark})`));
    await test.step('the counsellor stands behind it', () => acceptGoal(kurator, goal));
    await test.step('a goal is checked in on', () => checkIn(rektor, dayBefore(daysAgo), `Samtal samma dag vid sen ankomst. (${mark})`));
    await test.step('the wheel gets an activity', () => planYear(rektor, `Genomgång av starten (${mark})`));

    await test.step('what is left stands in the way of closing', () => seeWhatIsLeft(kurator, opened, MEASURE));
    await test.step('the measure is evaluated', () => evaluate(kurator, MEASURE, 'Ja', 'Går in i klassrummet med de andra.'));
    await test.step('the case is closed', () => closeCase(kurator, opened, said));
    await test.step('the teacher sees the answer', () => seeAnswer(larare, number));
  } finally {
    await people.leave();
  }
  expect(faults).toEqual([]);
}

test('the whole way, three people', ({ browser, faults }) => walk(browser, faults, mouse, 1));
test('the whole way by keyboard alone', ({ browser, faults }) => walk(browser, faults, keyboard, 0));
