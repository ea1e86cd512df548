import type { SchoolYearOut, SchoolYearPatch } from '@/shared/api/generated';

type Break = SchoolYearOut['breaks'][number];
type TermCode = SchoolYearOut['terms'][number]['code'];

export interface YearValues extends Record<string, unknown> {
  code: string;
  terms: { code: TermCode; startsOn: string; endsOn: string }[];
  breaks: { key: string; kind: Break['kind']; name: string; startsOn: string; endsOn: string }[];
}

const most = 60;

/** The server points at a whole term or break; here it is said at its first day. */
export const renames = Object.fromEntries(
  ['terms', 'breaks'].flatMap((list) => Array.from({ length: most }, (_, n) => [`${list}.${n}`, `${list}.${n}.startsOn`])),
);

export function newBreak(): YearValues['breaks'][number] {
  return { key: crypto.randomUUID(), kind: 'AUTUMN_BREAK', name: '', startsOn: '', endsOn: '' };
}

export function emptyYear(): YearValues {
  const blank = { startsOn: '', endsOn: '' };
  return { code: '', terms: [{ code: 'HT', ...blank }, { code: 'VT', ...blank }], breaks: [] };
}

const forAll = (row: { schoolId: string | null }) => row.schoolId === null;
const forOne = (row: { schoolId: string | null }) => row.schoolId !== null;

export function valuesOf(year: SchoolYearOut): YearValues {
  return {
    code: year.code,
    terms: year.terms.filter(forAll).map(({ code, startsOn, endsOn }) => ({ code, startsOn, endsOn })),
    breaks: year.breaks.filter(forAll).map(({ kind, name, startsOn, endsOn }) => ({ key: crypto.randomUUID(), kind, name, startsOn, endsOn })),
  };
}

/** What is sent: the form's rows first, so that the server's pointers fit them, then those of single schools. */
export function bodyOf(values: YearValues, year: SchoolYearOut | undefined): { terms: NonNullable<SchoolYearPatch['terms']>; breaks: NonNullable<SchoolYearPatch['breaks']> } {
  return {
    terms: [...values.terms.map((term) => ({ ...term, schoolId: null })), ...(year?.terms.filter(forOne) ?? [])],
    breaks: [
      ...values.breaks.map(({ kind, name, startsOn, endsOn }) => ({ kind, name: name.trim(), startsOn, endsOn, schoolId: null })),
      ...(year?.breaks.filter(forOne) ?? []),
    ],
  };
}
