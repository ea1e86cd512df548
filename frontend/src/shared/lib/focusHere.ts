/** A `ref` for what appears where the focused thing was: without it the keyboard starts over at the top of the page. */
export function focusHere(element: HTMLElement | null): void {
  element?.focus();
}
