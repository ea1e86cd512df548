import { axe, expect, fitsWidth, markedTwice, test } from './fixture';
import { become, open } from './looking';
import { pages, statesOf, titleOf, type State } from './pages';

/** A hundred rows and a failure are looked at in the size that is the harder one for them; `make screens` has both. */
const elsewhere: Record<string, State> = { desktop: 'error', phone: 'many' };

for (const row of pages) {
  test(`${titleOf(row)}: axe finds nothing and the page fits, in every state`, async ({ page, browser, baseURL }, { project }) => {
    test.slow();
    if (row.as) await become(page, browser, row.as, baseURL ?? '');
    for (const state of statesOf(row).filter((one) => one !== elsewhere[project.name])) {
      await open(page, row, state);
      expect(await axe(page), state).toEqual([]);
      expect(await fitsWidth(page), state).toBe(true);
      expect(await markedTwice(page), state).toEqual([]);
    }
  });
}
