import { Button, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { holdMeeting, type MeetingOut } from '@/shared/api/generated';
import { ifMatch } from '@/shared/api/etag';
import { ConfirmAction } from '@/shared/ui/ConfirmAction';
import { CancelDialog, MoveDialog } from './OffDialogs';
import { useRefresh } from './parts';

/** What may be done with the meeting now, the first of it filled. */
export function MeetingActions({ meeting }: { meeting: MeetingOut }) {
  const { t } = useTranslation('meetings');
  const [dialog, setDialog] = useState<'cancel' | 'move' | null>(null);
  const may = (action: string) => meeting.allowedActions.includes(`meeting.${action}`);
  const close = () => setDialog(null);
  const underWay = meeting.state === 'IN_PROGRESS';
  return (
    <Group gap="xs">
      {(may('start') || underWay) && (
        <Button renderRoot={(props) => <Link to="/moten/$meetingId/genomfor" params={{ meetingId: meeting.id }} {...props} />}>
          {t(underWay ? 'meeting.goOn' : 'meeting.run')}
        </Button>
      )}
      {meeting.state === 'NOT_HELD' && may('hold') && <Held meeting={meeting} />}
      {may('reschedule') && <Button variant="default" onClick={() => setDialog('move')}>{t('meeting.move')}</Button>}
      {may('cancel') && <Button variant="default" onClick={() => setDialog('cancel')}>{t('meeting.cancel')}</Button>}
      {dialog === 'cancel' && <CancelDialog meeting={meeting} onClose={close} />}
      {dialog === 'move' && <MoveDialog meeting={meeting} onClose={close} />}
    </Group>
  );
}

/** For whoever forgot to press start: attendance is marked first, below. */
export function Held({ meeting }: { meeting: MeetingOut }) {
  const { t } = useTranslation('meetings');
  const refresh = useRefresh(meeting.id);
  const hold = async () => {
    await holdMeeting({ path: { meetingId: meeting.id }, headers: ifMatch(meeting), throwOnError: true });
    await refresh.meeting();
  };
  return (
    <ConfirmAction
      label={t('meeting.held')}
      title={t('run.endTitle')}
      consequence={t('run.endText')}
      confirmLabel={t('run.endDo')}
      onConfirm={hold}
      buttonProps={{ variant: 'filled' }}
    />
  );
}
