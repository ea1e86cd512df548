import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { holdMeeting, type AgendaItemOut, type MeetingOut } from '@/shared/api/generated';
import { readMeeting } from '@/shared/api/generated';
import { ifMatch } from '@/shared/api/etag';
import { ConfirmAction } from '@/shared/ui/ConfirmAction';
import { useRefresh } from './parts';
import css from './run.module.css';
import { clockFace } from './turn';
import type { Turns } from './useTurn';

interface Props {
  meeting: MeetingOut;
  items: readonly AgendaItemOut[];
  current: AgendaItemOut;
  choose: (id: string) => void;
  turns: Turns;
}

/** Time on the item, the way to the next one, and the end. */
export function RunBar({ meeting, items, current, choose, turns }: Props) {
  const { t } = useTranslation('meetings');
  const at = items.indexOf(current);
  const [before, after] = [items[at - 1], items[at + 1]];
  const over = turns.minutesOn(current) - current.plannedMinutes;
  return (
    <section className={css.bar} aria-label={t('run.timer')}>
      {meeting.state === 'IN_PROGRESS' && (
        <>
          <span className={css.clock} role="timer" aria-label={t('run.timer')}>{clockFace(turns.secondsOn(current))}</span>
          {over > 0 && <span className={css.late}>{t('run.overtime', { over })}</span>}
          {turns.may && (
            <Button variant="default" onClick={() => turns.take(turns.running ? null : current.id)}>{t(turns.running ? 'run.pause' : 'run.resume')}</Button>
          )}
        </>
      )}
      <span className={css.grow} />
      <Button variant="default" disabled={!before} onClick={() => before && choose(before.id)}>{t('run.previous')}</Button>
      <Button disabled={!after} onClick={() => after && choose(after.id)}>{t('run.next')}</Button>
      {meeting.allowedActions.includes('meeting.hold') && <End meeting={meeting} />}
    </section>
  );
}

function End({ meeting }: { meeting: MeetingOut }) {
  const { t } = useTranslation('meetings');
  const refresh = useRefresh(meeting.id);
  const end = async () => {
    const path = { meetingId: meeting.id };
    const { data } = await readMeeting({ path, throwOnError: true });
    await holdMeeting({ path, headers: ifMatch(data), throwOnError: true });
    await refresh.meeting();
    await refresh.agenda();
  };
  return <ConfirmAction label={t('run.end')} title={t('run.endTitle')} consequence={t('run.endText')} confirmLabel={t('run.endDo')} onConfirm={end} />;
}
