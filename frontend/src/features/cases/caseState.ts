/** As in the address; without it what goes on, which is what one comes for. */
export type AskedState = 'CLOSED' | 'ALL' | undefined;

/** The part of a list's query that asks for it. */
export const stateFilter = (asked: AskedState) => (asked === 'ALL' ? {} : { state: asked ?? ('OPEN' as const) });
