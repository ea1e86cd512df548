const patterns: { form: RegExp; read: (m: RegExpMatchArray, year: number) => [number, number, number] }[] = [
  { form: /^(\d{4})[-/. ]?(\d{2})[-/. ]?(\d{2})$/, read: (m) => [Number(m[1]), Number(m[2]), Number(m[3])] },
  { form: /^(\d{2})(\d{2})(\d{2})$/, read: (m) => [2000 + Number(m[1]), Number(m[2]), Number(m[3])] },
  {
    form: /^(\d{1,2})[/. -](\d{1,2})(?:[/. -]+(\d{4}))?$/,
    read: (m, year) => [m[3] ? Number(m[3]) : year, Number(m[2]), Number(m[1])],
  },
  {
    form: /^(\d{1,2})\s*([a-zåäö]{3,9})\.?(?:\s+(\d{4}))?$/,
    read: (m, year) => [m[3] ? Number(m[3]) : year, monthOf(m[2] ?? ''), Number(m[1])],
  },
];
const monthNames = [
  'januari', 'februari', 'mars', 'april', 'maj', 'juni', 'juli', 'augusti', 'september', 'oktober', 'november', 'december',
];
const englishNames = [
  'january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december',
];

function monthOf(name: string): number {
  const among = (names: string[]) => names.findIndex((n) => n.startsWith(name)) + 1;
  return among(monthNames) || among(englishNames);
}

/**
 * Swedish date entry: 2026-12-07, 20261207, 261207, 7/12 2026, 7.12.2026, 7/12 and 7 dec (the given year).
 * Never month first. Returns `YYYY-MM-DD`, or null for what is not a day.
 */
export function parseDate(text: string, defaultYear: number): string | null {
  const entered = text.trim().toLowerCase();
  for (const { form, read } of patterns) {
    const match = form.exec(entered);
    if (!match) continue;
    const [year, month, day] = read(match, defaultYear);
    const date = new Date(Date.UTC(year, month - 1, day));
    const real = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
    return real ? date.toISOString().slice(0, 10) : null;
  }
  return null;
}
