import { test, picture } from './fixture';
import { become, inEnglish, open } from './looking';
import { pages, statesOf, titleOf } from './pages';
import { pagesOfCases } from './pagesOfCases';

for (const row of [...pages, ...pagesOfCases]) {
  test(`${titleOf(row)} @screens`, async ({ page, browser, baseURL }) => {
    test.slow();
    if (row.as) await become(page, browser, row.as, baseURL ?? '');
    for (const state of statesOf(row)) {
      await open(page, row, state);
      await picture(page, state === 'normal' ? row.name : `${row.name}-${state}`);
    }
    if (!row.english) return;
    await inEnglish(page);
    await open(page, row, 'normal');
    await picture(page, `${row.name}-en`);
  });
}
