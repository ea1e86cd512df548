import type { Locator, Page } from '@playwright/test';
import { expect } from './fixture';

/** How a step is taken: the same way is walked with the mouse and by keyboard alone. */
export interface Hands {
  page: Page;
  press(what: Locator): Promise<void>;
  write(where: Locator, text: string): Promise<void>;
  /** An option of a list, by its words. */
  choose(where: Locator, option: string): Promise<void>;
  /** A radio button. */
  take(what: Locator): Promise<void>;
  /** One of several tabs. */
  turn(what: Locator): Promise<void>;
}

export function mouse(page: Page): Hands {
  return {
    page,
    press: (what) => what.click(),
    write: (where, text) => where.fill(text),
    choose: async (where, option) => void (await where.selectOption({ label: option })),
    take: (what) => what.check(),
    turn: (what) => what.click(),
  };
}

export interface Counting extends Hands {
  /** So far; typed letters are not counted. */
  taps(): number;
}

/** The same hands, which know how often they have touched the screen. */
export function counting(hands: Hands): Counting {
  let taps = 0;
  const after =
    <A extends unknown[]>(touches: number, step: (...args: A) => Promise<void>) =>
    async (...args: A) => {
      taps += touches;
      await step(...args);
    };
  // A list is opened, and then one of its lines is chosen.
  return { page: hands.page, press: after(1, hands.press), write: after(1, hands.write), choose: after(2, hands.choose), take: after(1, hands.take), turn: after(1, hands.turn), taps: () => taps };
}

const MOST_STEPS = 250;

/** Whether the focus is on it now. */
const hasFocus = (what: Locator) => what.evaluate((element) => element === document.activeElement);
/** Radio buttons and tabs are one stop in the order: the focus is on the chosen or the first of them. */
const hasFocusInGroup = (what: Locator) =>
  what.evaluate((element) => {
    const here = document.activeElement;
    if (element instanceof HTMLInputElement) return here instanceof HTMLInputElement && here.type === 'radio' && here.name === element.name;
    return here?.getAttribute('role') === 'tab' && here.parentElement === element.parentElement;
  });

async function tabTo(page: Page, what: Locator, reached: (what: Locator) => Promise<boolean>): Promise<void> {
  await expect(what).toBeVisible();
  for (let n = 0; n < MOST_STEPS; n++) {
    if (await reached(what)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the Tab key does not reach ${String(what)}`);
}

/** Never touches the mouse, nor puts the focus anywhere that Tab does not. */
export function keyboard(page: Page): Hands {
  const { keyboard: keys } = page;
  const to = (what: Locator) => tabTo(page, what, hasFocus);
  return {
    page,
    press: async (what) => {
      await to(what);
      await keys.press('Enter');
    },
    write: async (where, text) => {
      await to(where);
      await keys.press('ControlOrMeta+a');
      await keys.insertText(text);
      await expect(where).toHaveValue(text);
    },
    choose: async (where, option) => {
      await to(where);
      await expect.poll(() => where.evaluate((element) => [...(element as HTMLSelectElement).options].map((one) => one.label))).toContain(option);
      const steps = await where.evaluate((element, words) => {
        const { options, selectedIndex } = element as HTMLSelectElement;
        return [...options].filter((one) => !one.disabled).findIndex((one) => one.label === words) - selectedIndex;
      }, option);
      for (let n = 0; n < Math.abs(steps); n++) await keys.press(steps > 0 ? 'ArrowDown' : 'ArrowUp');
      await expect.poll(() => where.evaluate((element) => (element as HTMLSelectElement).selectedOptions[0]?.label)).toBe(option);
    },
    take: async (what) => {
      await tabTo(page, what, hasFocusInGroup);
      if (await hasFocus(what)) await keys.press('Space');
      for (let n = 0; n < 10 && !(await what.isChecked()); n++) await keys.press('ArrowDown');
      await expect(what).toBeChecked();
    },
    turn: async (what) => {
      await tabTo(page, what, hasFocusInGroup);
      for (let n = 0; n < 10 && !(await hasFocus(what)); n++) await keys.press('ArrowRight');
      await expect(what).toHaveAttribute('aria-selected', 'true');
    },
  };
}
