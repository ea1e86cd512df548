import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';

export type SearchPatch = Record<string, string | number | boolean | undefined>;

/**
 * Changes a part of what stands after "?" and keeps the rest; each page's route reads it again and drops what is wrong.
 * `inPlace`: the page stays where it is scrolled to, and "back" leaves it.
 */
export function useSearchPatch(inPlace = false): (patch: SearchPatch) => void {
  const navigate = useNavigate();
  return useCallback(
    (patch) => {
      const search = (s: SearchPatch) => ({ ...s, ...patch });
      void navigate({ to: '.', search: search as never, ...(inPlace && { replace: true, resetScroll: false }) });
    },
    [navigate, inPlace],
  );
}
