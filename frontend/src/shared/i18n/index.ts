import i18n, { type BackendModule, type ResourceKey } from 'i18next';
import { initReactI18next } from 'react-i18next';

export type Language = 'sv' | 'en';
const languages: readonly Language[] = ['sv', 'en'];
/** With the choice of single keys (`usePageKeys`) all that is kept in localStorage. */
const storageKey = 'samsyn.language';

const bundled = import.meta.glob<ResourceKey>(['./texts.sv.json', '/src/app/texts.sv.json'], { eager: true, import: 'default' });
const lazy = import.meta.glob<ResourceKey>(
  ['./texts.en.json', '/src/app/texts.en.json', '/src/features/*/texts.*.json'],
  { import: 'default' },
);

/** `features/cases/texts.sv.json` is namespace `cases`; `app` and `common` are the shell's and the shared ones. */
function namespaceOf(path: string): string {
  return /features\/([\w-]+)\//.exec(path)?.[1] ?? (path.includes('/app/') ? 'app' : 'common');
}

function loaderOf(language: string, namespace: string) {
  return Object.entries(lazy).find(([path]) => path.endsWith(`.${language}.json`) && namespaceOf(path) === namespace)?.[1];
}

const textFiles: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read(language, namespace, done) {
    const load = loaderOf(language, namespace);
    if (!load) return done(new Error(`no texts ${language}/${namespace}`), false);
    load().then((texts) => done(null, texts), (error: Error) => done(error, false));
  },
};

function isLanguage(value: string | null): value is Language {
  return languages.some((l) => l === value);
}

function chosenLanguage(): Language {
  const stored = localStorage.getItem(storageKey);
  return isLanguage(stored) ? stored : 'sv';
}

function apply(language: Language) {
  document.documentElement.lang = language;
}

const resources = { sv: Object.fromEntries(Object.entries(bundled).map(([path, texts]) => [namespaceOf(path), texts])) };

/** Resolves when the shell's texts of the chosen language are there. */
export async function startI18n(): Promise<void> {
  await i18n.use(textFiles).use(initReactI18next).init({
    lng: chosenLanguage(),
    fallbackLng: 'sv',
    supportedLngs: languages,
    defaultNS: 'common',
    ns: ['common', 'app'],
    resources,
    partialBundledLanguages: true,
    interpolation: { escapeValue: false },
  });
  apply(currentLanguage());
}

export function currentLanguage(): Language {
  return isLanguage(i18n.language) ? i18n.language : 'sv';
}

export async function setLanguage(language: Language): Promise<void> {
  await i18n.changeLanguage(language);
  localStorage.setItem(storageKey, language);
  apply(language);
}

export const loadTexts = (namespace: string): Promise<void> => i18n.loadNamespaces(namespace);

export default i18n;
