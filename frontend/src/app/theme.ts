import { Anchor, createTheme, Modal, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/** Calm blue-green; shade 7 is for text and filled surfaces (7.4:1 on white). */
const hav: MantineColorsTuple = [
  '#eef6f8', '#dcebf0', '#bcd8e1', '#93c0ce', '#64a2b6', '#3f86a0', '#2a6f8a', '#1d5c72', '#164a5d', '#0f3746',
];
/** For errors and destructive actions; shade 7 is 7.5:1 on white. */
const tegel: MantineColorsTuple = [
  '#fcefef', '#f8dcdc', '#efb9b9', '#e39191', '#d66c6c', '#c74a4a', '#b63030', '#a61b1b', '#861414', '#650e0e',
];

/** Mantine's defaults measured below 4.5:1 (error 3.28, dimmed 3.32) are replaced here. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  dark: {},
  light: {
    '--mantine-color-error': '#a61b1b',
    '--mantine-color-dimmed': '#4a5b62',
    '--mantine-color-placeholder': '#5f7077',
    '--mantine-color-text': '#16262c',
    '--mantine-color-anchor': '#1d5c72',
  },
});

export const theme = createTheme({
  colors: { hav, tegel, red: tegel },
  primaryColor: 'hav',
  primaryShade: 7,
  autoContrast: true,
  fontFamily: "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif",
  fontSizes: { xs: '0.8125rem', sm: '0.9375rem', md: '1rem', lg: '1.125rem', xl: '1.25rem' },
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.625rem', lineHeight: '1.25' },
      h2: { fontSize: '1.25rem', lineHeight: '1.3' },
      h3: { fontSize: '1.0625rem', lineHeight: '1.35' },
    },
  },
  defaultRadius: 'md',
  focusRing: 'auto',
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: { Anchor: Anchor.extend({ defaultProps: { underline: 'always' } }), Modal: Modal.extend({ defaultProps: { centered: false } }) },
});
