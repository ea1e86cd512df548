import { Button, Group, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ActivityOut, WheelOut } from '@/shared/api/generated';
import { shift, spanOf } from './geometry';
import type { Verbs } from './useWheel';

interface Props {
  wheel: WheelOut;
  activity: ActivityOut;
  verbs: Verbs;
  onEdit: (activity: ActivityOut) => void;
}

/** Earlier and later are the way to move for those who do not drag. */
export function ActivityButtons({ wheel, activity, verbs, onEdit }: Props) {
  const { t } = useTranslation(['wheel', 'common']);
  const by = (weeks: number) => {
    const days = shift(spanOf(wheel.firstOn, wheel.lastOn), { start: activity.startsOn, end: activity.endsOn }, weeks * 7);
    void verbs.move(activity, days);
  };
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <Button variant="default" onClick={() => by(-1)}>
          {t('activity.earlier')}
        </Button>
        <Button variant="default" onClick={() => by(1)}>
          {t('activity.later')}
        </Button>
      </Group>
      <Group gap="xs">
        <Button variant="default" onClick={() => onEdit(activity)}>
          {t('activity.change')}
        </Button>
        {(['DONE', 'MISSED'] as const).map((status) => (
          <Button
            key={status}
            variant={activity.status === status ? 'filled' : 'default'}
            aria-pressed={activity.status === status}
            onClick={() => void verbs.mark(activity, activity.status === status ? 'PLANNED' : status)}
          >
            {t(status === 'DONE' ? 'activity.done' : 'activity.missed')}
          </Button>
        ))}
        {activity.allowedActions.includes('activity.remove') && (
          <Button variant="subtle" color="tegel" onClick={() => void verbs.remove(activity)}>
            {t('activity.remove')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
