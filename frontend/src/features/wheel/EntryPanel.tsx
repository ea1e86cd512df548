import { Anchor, Stack, Text, UnstyledButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActivityOut, WheelOut } from '@/shared/api/generated';
import { capital, useLookups } from '@/shared/api/lookups';
import { useFormat } from '@/shared/lib/format';
import { StatusBadge } from '@/shared/ui/StatusBadge';
import { ActivityButtons } from './ActivityButtons';
import { useDays } from './ActivityList';
import type { Placed } from './items';
import { CHECK_IN } from './model';
import css from './page.module.css';
import type { Verbs } from './useWheel';

interface Props {
  wheel: WheelOut;
  rows: readonly Placed[];
  verbs: Verbs;
  onOpen: (ids: readonly string[]) => void;
  onEdit: (activity: ActivityOut) => void;
}

/** What was chosen, without its frame: several to choose among, or one with what can be done with it. */
export function EntryPanel({ wheel, rows, verbs, onOpen, onEdit }: Props) {
  const [only] = rows;
  if (rows.length > 1) return <Several rows={rows} onOpen={onOpen} />;
  if (!only) return null;
  if (only.entry.sort !== 'activity') return <Elsewhere row={only} />;
  return <Activity wheel={wheel} activity={only.entry.activity} verbs={verbs} onEdit={onEdit} />;
}

function Several({ rows, onOpen }: { rows: readonly Placed[]; onOpen: (ids: readonly string[]) => void }) {
  const days = useDays();
  return (
    <ul className={css.rows}>
      {rows.map(({ item }) => (
        <li key={item.id}>
          <UnstyledButton className={css.row} onClick={() => onOpen([item.id])}>
            <span />
            <span>
              {item.title}
              <br />
              <span className={css.when}>{days(item)}</span>
            </span>
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
}

function Elsewhere({ row }: { row: Placed }) {
  const { t } = useTranslation(['wheel', 'common']);
  const format = useFormat();
  const { entry, item } = row;
  if (entry.sort === 'activity') return null;
  const meeting = entry.sort === 'meeting' ? entry.meeting : null;
  const when = meeting ? `${format.day(item.start)} ${format.time(meeting.startsAt)}–${format.time(meeting.endsAt)}` : format.day(item.start);
  const path = entry.sort === 'meeting' ? entry.meeting.path : entry.goal.path;
  return (
    <Stack gap="xs">
      <Text>{when}</Text>
      <Anchor component={Link} to={path as '/'}>
        {t(meeting ? 'page.openMeeting' : 'page.openGoal')}
      </Anchor>
    </Stack>
  );
}

interface ActivityProps {
  wheel: WheelOut;
  activity: ActivityOut;
  verbs: Verbs;
  onEdit: (activity: ActivityOut) => void;
}

function Activity({ wheel, activity, verbs, onEdit }: ActivityProps) {
  const { t } = useTranslation(['wheel', 'common']);
  return (
    <Stack gap="sm">
      {activity.kind === CHECK_IN && <Counts lacks={activity.lacks} />}
      <Facts activity={activity} />
      {activity.description && <Text className={css.text}>{activity.description}</Text>}
      {activity.references.length > 0 && (
        <div>
          <Text c="dimmed">{t('activity.about')}</Text>
          {activity.references.map((link) => (
            <Anchor key={`${link.kind}${link.id}`} component={Link} to={link.path as '/'} display="block">
              {link.label}
            </Anchor>
          ))}
        </div>
      )}
      {activity.allowedActions.includes('activity.change') && <ActivityButtons wheel={wheel} activity={activity} verbs={verbs} onEdit={onEdit} />}
    </Stack>
  );
}

/** Whether a larger check-in counts, and what it lacks if it does not. */
function Counts({ lacks }: { lacks: ActivityOut['lacks'] }) {
  const { t } = useTranslation(['wheel', 'common']);
  return (
    <div>
      <StatusBadge tone={lacks ? 'late' : 'done'}>{t(lacks ? 'activity.lacks' : 'activity.counts')}</StatusBadge>
      {lacks && <Text mt={4}>{lacks.text}</Text>}
    </div>
  );
}

function Facts({ activity }: { activity: ActivityOut }) {
  const { t } = useTranslation(['wheel', 'common']);
  const { label } = useLookups();
  const days = useDays();
  const facts: [string, ReactNode][] = [
    [t('activity.when'), days({ start: activity.startsOn, end: activity.endsOn })],
    [t('activity.kind'), label('activity_kind', activity.kind)],
    [t('activity.status'), activity.status === 'REMOVED' ? null : capital(t(`status.${activity.status}`))],
    [t('activity.team'), activity.team?.name],
    [t('activity.owner'), activity.owner?.name],
    [t('activity.minutes'), activity.protectedMinutes > 0 && t('activity.minutesValue', { count: activity.protectedMinutes })],
  ];
  return (
    <dl className={css.facts}>
      {facts
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <Fact key={name} name={name} value={value} />
        ))}
    </dl>
  );
}

function Fact({ name, value }: { name: string; value: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
