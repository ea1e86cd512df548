/** Keys belong to whoever writes; a page's own keys work outside fields and dialogs only. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target;
  const inField = target instanceof Element && target.closest('input, textarea, select, [role="dialog"]') !== null;
  return event.ctrlKey || event.metaKey || event.altKey || inField;
}
