import { useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import type { DraftContent, DraftState } from './draftSync';
import { draftOf, loadDraft } from './world';

export interface Draft<T> {
  /** False until it is known whether there is a draft; show the form after that. */
  ready: boolean;
  /** What was typed before, to start the form with; null where nothing was. */
  restored: T | null;
  restoredAt: string | null;
  state: DraftState;
  /** Call with all values at every change: `useForm({ onValuesChange: draft.save })`. */
  save: (values: T) => void;
  /** After sending, or when thrown away. */
  discard: () => Promise<void>;
}

/**
 * Saves what is typed on the server as it is typed, and brings it back. `formKey` is the form ("new-concern"),
 * `objectId` the id of what it is about, or null. Neither may hold anything about a person: they stand in the address.
 */
export function useDraft<T extends object>(formKey: string, objectId: string | null = null): Draft<T> {
  const id = objectId === null ? formKey : `${formKey}.${objectId}`;
  const draft = draftOf(id);
  const state = useSyncExternalStore(draft.subscribe, draft.get);
  const stored = useQuery({
    queryKey: ['draft', id],
    queryFn: () => loadDraft(id),
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
    refetchOnMount: 'always',
  });
  return {
    ready: stored.isFetchedAfterMount,
    restored: (stored.data?.content as T | undefined) ?? null,
    restoredAt: stored.data?.savedAt ?? null,
    state,
    save: (values) => draft.change(values as DraftContent),
    discard: () => draft.discard(),
  };
}
