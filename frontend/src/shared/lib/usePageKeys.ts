import { useLocalStorage } from '@mantine/hooks';
import { useEffect, useEffectEvent } from 'react';

/** Keys belong to whoever writes; a page's own keys work outside fields and dialogs only. */
function isTyping(event: KeyboardEvent): boolean {
  const target = event.target;
  const inField = target instanceof Element && target.closest('input, textarea, select, [role="dialog"]') !== null;
  return event.ctrlKey || event.metaKey || event.altKey || inField;
}

/** Whether single keys do anything on this device, and the change of it: speech input and trembling hands press them by mistake (WCAG 2.1.4). */
export function useSingleKeys() {
  return useLocalStorage({
    key: 'samsyn.singleKeys',
    defaultValue: true,
    getInitialValueInEffect: false,
    serialize: (on) => (on ? 'on' : 'off'),
    deserialize: (kept) => kept !== 'off',
  });
}

/** Gets the keys that are the page's own; says whether there are any, for the line that tells of them. */
export function usePageKeys(onKey: (event: KeyboardEvent) => void): boolean {
  const [on] = useSingleKeys();
  const handle = useEffectEvent((event: KeyboardEvent) => {
    if (!isTyping(event)) onKey(event);
  });
  useEffect(() => {
    if (!on) return;
    window.addEventListener('keydown', handle);
    return () => window.removeEventListener('keydown', handle);
  }, [on]);
  return on;
}
