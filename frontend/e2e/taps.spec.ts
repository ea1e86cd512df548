import { expect, picture, signIn, test } from './fixture';
import { counting, mouse } from './hands';
import { reportConcern } from './wayOfCase';

const MOST_FIELDS = 6;
const MOST_TAPS = 12;

/** The questions of each form that is there: what stands in one box, and the choices of one question, are one. */
const FIELDS = (forms: Element[]) =>
  forms.map((form) => {
    const controls = [...form.querySelectorAll('input, textarea, select')].filter((control) => control.checkVisibility());
    return new Set(controls.map((control) => control.closest('fieldset, [role=radiogroup]') ?? control)).size;
  });

test('a concern is reported on a phone in six fields and twelve taps at most, counted from the start page @phone', async ({ page }) => {
  await signIn(page, 'larare');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const hands = counting(mouse(page));
  let fields = 0;
  const pressed = hands.press;
  hands.press = async (what) => {
    // Looked at just before it is sent: nothing has come up meanwhile.
    const [shown] = await page.getByRole('main').locator('form').evaluateAll(FIELDS);
    fields = shown ?? fields;
    await pressed(what);
  };
  await reportConcern(hands, { seen: 'Sitter ensam alla raster.', child: '”Ingen vill vara med mig.”', tried: 'Bänkkamrat och rastvärd.' });
  await picture(page, 'kvitto-raknat');
  expect(fields).toBe(MOST_FIELDS);
  expect(hands.taps()).toBeLessThanOrEqual(MOST_TAPS);
  expect(hands.taps()).toBeGreaterThan(fields);
});
