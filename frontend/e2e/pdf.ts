import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Locator, Page } from '@playwright/test';
import { expect } from './fixture';

/** A document as it says of itself; `headings` with their levels, in reading order. */
export interface ReadBack {
  name: string;
  title: string;
  language: string;
  tagged: boolean;
  /** Whether it says that it is PDF/UA. */
  universal: boolean;
  headings: [number, string][];
  headerCells: string[];
  cells: string[];
  text: string;
}

const run = promisify(execFile);

/** What the link or button gives is saved and read by `tools/read_pdf.py`, with a picture of each page in var/screens. */
export async function download(page: Page, press: () => Promise<void>, picture: string): Promise<ReadBack> {
  const saving = page.waitForEvent('download');
  await press();
  const saved = await saving;
  const python = process.env.E2E_PYTHON;
  if (!python) throw new Error('E2E_PYTHON is not set: run tools/browser_tests.py');
  const folder = process.env.E2E_SCREENS ?? '../var/screens';
  const { stdout } = await run(python, ['../tools/read_pdf.py', await saved.path(), '--pictures', folder, '--name', picture], { maxBuffer: 8_000_000 });
  return { ...(JSON.parse(stdout) as Omit<ReadBack, 'name'>), name: saved.suggestedFilename() };
}

/** What is asked of every document: title, language, tag tree, and headings that begin at the top and leave no level out. */
export function soundDocument(read: ReadBack, title: string | RegExp): void {
  expect(read.title).toMatch(title);
  expect([read.language, read.tagged, read.universal]).toEqual(['sv', true, true]);
  const levels = read.headings.map(([level]) => level);
  expect(levels[0], 'the first heading').toBe(1);
  expect(levels.filter((level) => level === 1)).toHaveLength(1);
  levels.forEach((level, n) => expect(level - (levels[n - 1] ?? 0), `heading ${n + 1}`).toBeLessThanOrEqual(1));
  const flat = read.text.replace(/\s+/g, '');
  for (const [, words] of read.headings) expect(flat, 'a heading is on paper too').toContain(words.replace(/\s+/g, ''));
}

/** The words of its headings below the first. */
export const partsOf = (read: ReadBack): string[] => read.headings.slice(1).map(([, words]) => words);

/** Everything on paper as one line. */
export const onPaper = (read: ReadBack): string => read.text.replace(/\s+/g, ' ');

/** A link that gives a document. */
export const documentLink = (page: Page, kind: string): Locator => page.getByRole('link', { name: `Hämta som PDF: ${kind}` });
