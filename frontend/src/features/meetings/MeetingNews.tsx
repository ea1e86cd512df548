import { Alert, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { MeetingOut } from '@/shared/api/generated';

/** What one must know before the rest: it did not begin, it is off, it has moved. */
export function MeetingNews({ meeting }: { meeting: MeetingOut }) {
  const { t } = useTranslation('meetings');
  if (meeting.state === 'NOT_HELD') {
    return <Alert variant="outline" title={t('meeting.notHeldTitle')}>{t('meeting.notHeldText')}</Alert>;
  }
  if (meeting.cancelReason) return <Off meeting={meeting} reason={meeting.cancelReason} />;
  if (!meeting.rescheduledFromId) return null;
  return (
    <Text>
      {t('meeting.fromOld')}
      {'. '}
      <Link to="/moten/$meetingId" params={{ meetingId: meeting.rescheduledFromId }}>{t('meeting.toOld')}</Link>
    </Text>
  );
}

function Off({ meeting, reason }: { meeting: MeetingOut; reason: NonNullable<MeetingOut['cancelReason']> }) {
  const { t } = useTranslation('meetings');
  const words = meeting.cancelText ?? t(`reason.${reason}`);
  return (
    <Alert variant="outline" title={t(meeting.rescheduledToId ? 'meeting.movedTitle' : 'meeting.offTitle')}>
      <Text>{t('meeting.reasonWas', { reason: words })}</Text>
      {meeting.rescheduledToId && (
        <Link to="/moten/$meetingId" params={{ meetingId: meeting.rescheduledToId }}>{t('meeting.toNew')}</Link>
      )}
    </Alert>
  );
}
