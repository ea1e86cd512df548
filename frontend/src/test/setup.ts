import '@testing-library/jest-dom/vitest';
import { cleanup } from '@testing-library/react';
import type { ResourceKey } from 'i18next';
import { afterEach, beforeAll } from 'vitest';
import i18n, { startI18n } from '@/shared/i18n';

// What jsdom lacks and Mantine asks for.
const media = (query: string) => ({
  matches: false, media: query, onchange: null, addListener: () => undefined, removeListener: () => undefined,
  addEventListener: () => undefined, removeEventListener: () => undefined, dispatchEvent: () => false,
});
window.matchMedia ??= media;
globalThis.ResizeObserver ??= class {
  observe() { return undefined; }
  unobserve() { return undefined; }
  disconnect() { return undefined; }
};
Element.prototype.scrollIntoView ??= () => undefined;
Object.defineProperty(document, 'fonts', { value: { addEventListener: () => undefined, removeEventListener: () => undefined } });

const texts = import.meta.glob<ResourceKey>('/src/**/texts.*.json', { eager: true, import: 'default' });

beforeAll(async () => {
  if (!i18n.isInitialized) await startI18n();
  for (const [path, resource] of Object.entries(texts)) {
    const namespace = /features\/([\w-]+)\//.exec(path)?.[1] ?? (path.includes('/app/') ? 'app' : 'common');
    i18n.addResourceBundle(path.endsWith('.en.json') ? 'en' : 'sv', namespace, resource, true, true);
  }
});
afterEach(cleanup);
