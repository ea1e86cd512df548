import { useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, type RefObject } from 'react';

/** A new page moves focus to its start, as a full page load would; a new search or page number does not. */
export function useFocusOnNavigation(target: RefObject<HTMLElement | null>): void {
  const path = useRouterState({ select: (s) => s.resolvedLocation?.pathname });
  const last = useRef(path);
  useEffect(() => {
    if (last.current !== undefined && last.current !== path) target.current?.focus({ preventScroll: true });
    last.current = path;
  }, [path, target]);
}
