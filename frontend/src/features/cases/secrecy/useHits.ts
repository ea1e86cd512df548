import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { searchCases, type CaseHitOut, type CaseSearchIn } from '@/shared/api/generated';

interface Found {
  words: string;
  items: CaseHitOut[];
  next: string | null;
}

/** What was found, page after page by the cursor. The words live here alone: never in an address, a title or a key. */
export function useHits(where: Pick<CaseSearchIn, 'caseId' | 'limit'> = {}) {
  const [found, setFound] = useState<Found | null>(null);
  const ask = async (words: string, before: Found | null = null) => {
    const { data } = await searchCases({ body: { words, ...where, ...(before?.next && { cursor: before.next }) }, throwOnError: true });
    setFound({ words, items: [...(before?.items ?? []), ...data.items], next: data.nextCursor });
  };
  const more = useMutation({ mutationFn: async () => found && ask(found.words, found) });
  return { found, ask, more };
}
