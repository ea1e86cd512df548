import {
  IconAlertCircle, IconBuildingCommunity, IconCalendarEvent, IconChartLine, IconCompass, IconFolders, IconRotateClockwise2,
  IconSettings, IconShare, IconSparkles, IconUsers,
} from '@tabler/icons-react';
import { useRouter } from '@tanstack/react-router';
import { useMe } from '@/shared/api/me';

/** The rail, in the order of the work. `code` is what `GET /me` names; a page that has no route yet is not shown. */
const entries = [
  { code: 'FOCUS', path: '/', icon: IconCompass },
  { code: 'REPORT_CONCERN', path: '/rapportera-oro', icon: IconAlertCircle },
  { code: 'MY_STUDENTS', path: '/mina-elever', icon: IconUsers },
  { code: 'CASES', path: '/arenden', icon: IconFolders },
  { code: 'SHARED', path: '/delat-med-mig', icon: IconShare },
  { code: 'MEETINGS', path: '/moten', icon: IconCalendarEvent },
  { code: 'SCHOOL_YEAR', path: '/lasaret', icon: IconRotateClockwise2 },
  { code: 'INDICATORS', path: '/underlag', icon: IconChartLine },
  { code: 'SCHOOL', path: '/skolan', icon: IconBuildingCommunity },
  { code: 'NETWORK', path: '/natverk', icon: IconSparkles },
  { code: 'SETTINGS', path: '/installningar', icon: IconSettings },
] as const;

export type NavEntry = (typeof entries)[number];

/** What this person may reach, by the rights the API names, among the pages there are. */
export function useNavigation(): NavEntry[] {
  const allowed: readonly string[] = useMe().navigation;
  const { routesByPath } = useRouter();
  return entries.filter((e) => allowed.includes(e.code) && e.path in routesByPath);
}

export function isHere(entry: NavEntry, path: string): boolean {
  return entry.path === '/' ? path === '/' : path === entry.path || path.startsWith(`${entry.path}/`);
}
