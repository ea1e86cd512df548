import { axe, expect, fitsWidth, test } from './fixture';
import { become, open } from './looking';
import { pages, statesOf } from './pages';

for (const row of pages) {
  test(`${row.name}: axe finds nothing and the page fits, in every state`, async ({ page, browser, baseURL }) => {
    test.slow();
    if (row.as) await become(page, browser, row.as, baseURL ?? '');
    for (const state of statesOf(row)) {
      await open(page, row, state);
      expect(await axe(page), state).toEqual([]);
      expect(await fitsWidth(page), state).toBe(true);
    }
  });
}
