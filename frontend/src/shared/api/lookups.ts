import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { listLookupsOptions } from './generated/@tanstack/react-query.gen';

const HOUR_MS = 3_600_000;
const query = { limit: 100 };

/** The words of every code, once for all pages. Until they are there a word is empty, never a code. */
export function useLookups() {
  const { i18n } = useTranslation();
  const { data } = useQuery({ ...listLookupsOptions({ query }), staleTime: HOUR_MS, gcTime: HOUR_MS });
  const english = i18n.language === 'en';
  const labels = (group: string) => data?.items.find((g) => g.code === group)?.labels ?? [];
  const one = (group: string, code: string) => labels(group).find((l) => l.code === code);
  const label = (group: string, code: string) => {
    const found = one(group, code);
    return found ? capital(english ? found.en : found.sv) : '';
  };
  return {
    /** "Elevhälsoteam" for `('team_type', 'EHT')` */
    label,
    /** The one sentence shown where the word stands. */
    help: (group: string, code: string) => {
      const found = one(group, code);
      return found ? (english ? found.helpEn : found.helpSv) : '';
    },
    /** Choices of a select, in the order of the list. */
    options: (group: string, only?: readonly string[]) =>
      labels(group)
        .filter((l) => !only || only.includes(l.code))
        .map((l) => ({ value: l.code, label: label(group, l.code) })),
  };
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
