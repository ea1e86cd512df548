import type { ListCasesData } from '@/shared/api/generated';

/** As in the address; without it what goes on, which is what one comes for. */
export type AskedState = 'CLOSED' | 'ALL' | undefined;

/** The part of a list's query that asks for it. */
export const stateFilter = (asked: AskedState) => (asked === 'ALL' ? {} : { state: asked ?? ('OPEN' as const) });

type Query = NonNullable<ListCasesData['query']>;

/** What stands in the address: codes, and at most the id of a person. */
export interface AskedFilters {
  typ?: string | undefined;
  fas?: Query['phase'] | undefined;
  klass?: Query['confidentiality'] | undefined;
  ansvar?: string | undefined;
  tema?: Query['theme'] | undefined;
}

const owners: Record<string, string> = { jag: 'ME', ingen: 'NOBODY' };

/** The part of a list's query that asks for them. */
export function askedFilters({ typ, fas, klass, ansvar, tema }: AskedFilters) {
  return {
    ...(typ && { type: typ }),
    ...(fas && { phase: fas }),
    ...(klass && { confidentiality: klass }),
    ...(ansvar && { owner: owners[ansvar] ?? ansvar }),
    ...(tema && { theme: tema }),
  };
}

/** Beside the phase, which the unit's list of numbers knows too: what only an open case tells. */
export const asksInside = ({ typ, klass, ansvar, tema }: AskedFilters) => Boolean(typ ?? klass ?? ansvar ?? tema);

export const isFiltered = (asked: AskedFilters) => asksInside(asked) || asked.fas !== undefined;

export const NO_FILTERS = { typ: undefined, fas: undefined, klass: undefined, ansvar: undefined, tema: undefined, page: undefined };

export const phases = ['PRELIMINARY', 'INVESTIGATION', 'DECISION', 'MEASURES', 'FOLLOW_UP', 'EVALUATION', 'APPEALED', 'PAUSED', 'CLOSED'] as const;
export const classes = ['K1', 'K2', 'K3', 'K4'] as const;
