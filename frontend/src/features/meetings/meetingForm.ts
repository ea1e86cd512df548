import type { MeetingIn, MeetingMode, MeetingSeriesIn, MeetingType } from '@/shared/api/generated';
import { weekdayOf } from '@/shared/lib/days';
import { parseDate } from '@/shared/lib/parseDate';
import { instantInSweden, parseTime } from '@/shared/lib/times';

const FRIDAY = 5;

export interface MeetingValues {
  teamId: string;
  type: MeetingType;
  repeats: boolean;
  day: string;
  lastDay: string;
  interval: string;
  starts: string;
  ends: string;
  mode: MeetingMode;
  place: string;
  videoLink: string;
  [key: string]: unknown;
}

/** Which type of meeting a team of this kind usually has. */
const usual: Record<string, MeetingType> = {
  EHT: 'EHT',
  CENTRAL_EHT: 'EHT',
  EHM_GROUP: 'EHM',
  WORK_TEAM: 'EHM',
  MANAGEMENT: 'MANAGEMENT',
  NETWORK: 'NETWORK',
};

export const usualType = (teamType: string | undefined): MeetingType => usual[teamType ?? ''] ?? 'EHM';

export type Word = 'teamMissing' | 'dayMissing' | 'timeMissing' | 'timeOrder' | 'lastBefore' | 'weekend';
export type Faults = Partial<Record<keyof MeetingValues & string, Word>>;

const isDay = (text: string) => parseDate(text, 0) === text;

function dayFault({ day, repeats }: MeetingValues): Word | undefined {
  if (!isDay(day)) return 'dayMissing';
  return repeats && weekdayOf(day) > FRIDAY ? 'weekend' : undefined;
}

function lastFault({ day, lastDay, repeats }: MeetingValues): Word | undefined {
  if (!repeats) return undefined;
  if (!isDay(lastDay)) return 'dayMissing';
  return lastDay < day ? 'lastBefore' : undefined;
}

function endFault({ starts, ends }: MeetingValues): Word | undefined {
  const [from, to] = [parseTime(starts), parseTime(ends)];
  if (to === null) return 'timeMissing';
  return from !== null && to <= from ? 'timeOrder' : undefined;
}

/** What is wrong, by field. */
export function faultsOf(values: MeetingValues): Faults {
  const found: Record<string, Word | undefined> = {
    teamId: values.teamId ? undefined : 'teamMissing',
    day: dayFault(values),
    lastDay: lastFault(values),
    starts: parseTime(values.starts) === null ? 'timeMissing' : undefined,
    ends: endFault(values),
  };
  return Object.fromEntries(Object.entries(found).filter(([, word]) => word)) as Faults;
}

/** The same faults in the words of the page. */
export const mapFaults = (faults: Faults, words: (word: Word) => string): Record<string, string> =>
  Object.fromEntries(Object.entries(faults).flatMap(([field, word]) => (word ? [[field, words(word)]] : [])));

const times = (values: MeetingValues) => ({ from: parseTime(values.starts) ?? '', to: parseTime(values.ends) ?? '' });

function common({ teamId, type, mode, place, videoLink }: MeetingValues) {
  return { teamId, type, mode, place: place.trim() || null, videoLink: videoLink.trim() || null };
}

export function meetingBody(values: MeetingValues): MeetingIn {
  const { from, to } = times(values);
  return { ...common(values), startsAt: instantInSweden(values.day, from), endsAt: instantInSweden(values.day, to) };
}

const MINUTES = 60;
const sinceMidnight = (time: string) => Number(time.slice(0, 2)) * MINUTES + Number(time.slice(3));

export function seriesBody(values: MeetingValues): MeetingSeriesIn {
  const { from, to } = times(values);
  return {
    ...common(values),
    weekday: weekdayOf(values.day),
    intervalWeeks: Number(values.interval),
    starts: from,
    minutes: sinceMidnight(to) - sinceMidnight(from),
    firstOn: values.day,
    lastOn: values.lastDay,
  };
}
