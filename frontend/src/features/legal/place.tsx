import { useLocation } from '@tanstack/react-router';
import { SchoolNav, SettingsNav } from '@/shared/ui/SectionNav';

const SCHOOL = '/skolan/regler';
const SETTINGS = '/installningar/regelpaket';

/** The same pages stand below the school, for everybody, and below the settings, where the administrator looks. */
export function useBase(): typeof SCHOOL | typeof SETTINGS {
  const { pathname } = useLocation();
  return pathname.startsWith(SCHOOL) ? SCHOOL : SETTINGS;
}

export function RulesNav() {
  return useBase() === SCHOOL ? <SchoolNav /> : <SettingsNav />;
}
