import { useEffect } from 'react';

export function focusOn(element: Element | null): boolean {
  const can = (element instanceof HTMLElement || element instanceof SVGElement) && element.isConnected && element !== document.body;
  if (can) element.focus();
  return can;
}

/**
 * For what comes and goes on a page: when it goes and takes focus with it, focus returns to where it was before, or,
 * where that is gone too, to the element with the id `otherwise`. Call it before anything moves focus into what has come.
 */
export function useFocusBack(otherwise?: string): void {
  useEffect(() => {
    const before = document.activeElement;
    return () => {
      if (document.activeElement !== document.body) return;
      if (!focusOn(before) && otherwise) focusOn(document.getElementById(otherwise));
    };
  }, [otherwise]);
}
