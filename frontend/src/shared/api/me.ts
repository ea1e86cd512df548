import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import type { Me } from './generated';
import { readMeOptions } from './generated/@tanstack/react-query.gen';

export const meOptions = () => queryOptions({ ...readMeOptions(), staleTime: 60_000 });

/** Who is signed in. Inside the shell it is always there already. */
export function useMe(): Me {
  return useSuspenseQuery(meOptions()).data;
}

export type Assignment = Me['assignments'][number];

/** The chosen assignment's id, for this tab only. It says where one looks, never what one may. */
const storageKey = 'samsyn.assignment';
const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function chooseAssignment(id: string): void {
  sessionStorage.setItem(storageKey, id);
  for (const listener of listeners) listener();
}

/** The assignment one works in now ("Kurator · Björkskolan"); null for who has none. */
export function useAssignment(): Assignment | null {
  const { assignments } = useMe();
  const chosen = useSyncExternalStore(subscribe, () => sessionStorage.getItem(storageKey));
  return assignments.find((a) => a.id === chosen) ?? assignments[0] ?? null;
}

/** The school one works at now; null for who works for the whole organiser. */
export function useSchool(): { id: string; name: string } | null {
  return useAssignment()?.schools[0] ?? null;
}
