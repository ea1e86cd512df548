/** As the `ref` of a heading with `tabIndex={-1}`: what has just come is seen and read out, wherever one had scrolled. */
export const begin = (heading: HTMLElement | null): void => {
  heading?.scrollIntoView({ block: 'center' });
  heading?.focus({ preventScroll: true });
};
