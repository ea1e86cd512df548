import type { ActivityIn, ActivityLinkIn, ActivityOut } from '@/shared/api/generated';

/** What the form of an activity holds; minutes as they are typed. */
export interface ActivityValues extends Record<string, unknown> {
  kind: ActivityIn['kind'];
  title: string;
  description: string;
  startsOn: string;
  endsOn: string;
  teamId: string;
  ownerId: string;
  protectedMinutes: string;
  goalIds: string[];
}

export function newActivity(day: string): ActivityValues {
  return { kind: 'OTHER', title: '', description: '', startsOn: day, endsOn: day, teamId: '', ownerId: '', protectedMinutes: '0', goalIds: [] };
}

export function valuesOf(activity: ActivityOut): ActivityValues {
  return {
    kind: activity.kind,
    title: activity.title,
    description: activity.description ?? '',
    startsOn: activity.startsOn,
    endsOn: activity.endsOn,
    teamId: activity.team?.id ?? '',
    ownerId: activity.owner?.id ?? '',
    protectedMinutes: String(activity.protectedMinutes),
    goalIds: activity.references.filter((r) => r.kind === 'GOAL').map((r) => r.id),
  };
}

/** What the activity is about besides goals; the form keeps it as it is. */
function othersOf(activity: ActivityOut | undefined): ActivityLinkIn[] {
  return (activity?.references ?? []).flatMap(({ kind, id }) => (kind === 'MEETING' || kind === 'GOAL_CHECK_IN' ? [{ kind, id }] : []));
}

export function bodyOf(values: ActivityValues, activity?: ActivityOut): ActivityIn {
  return {
    kind: values.kind,
    title: values.title.trim(),
    description: values.description.trim() || null,
    startsOn: values.startsOn,
    endsOn: values.endsOn,
    teamId: values.teamId || null,
    ownerId: values.ownerId || null,
    protectedMinutes: Number(values.protectedMinutes.trim()),
    references: [...values.goalIds.map((id): ActivityLinkIn => ({ kind: 'GOAL', id })), ...othersOf(activity)],
  };
}

const MOST_MINUTES = 1440;

/** Whole minutes up to a day. */
export const isMinutes = (text: string): boolean => /^\d{1,4}$/.test(text.trim()) && Number(text) <= MOST_MINUTES;
