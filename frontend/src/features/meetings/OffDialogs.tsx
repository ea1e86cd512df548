import { Button, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { cancelMeeting, rescheduleMeeting, type CancelReason, type MeetingOut } from '@/shared/api/generated';
import { ifMatch } from '@/shared/api/etag';
import { today } from '@/shared/lib/days';
import { parseDate } from '@/shared/lib/parseDate';
import { useAppForm, type AppForm } from '@/shared/lib/useAppForm';
import { DateField } from '@/shared/ui/DateField';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { dayField } from './dayField';
import css from './meetings.module.css';
import { useRefresh } from './parts';
import { clockOf, instantInSweden, parseTime } from '@/shared/lib/times';

const reasons: CancelReason[] = ['ILLNESS', 'SUBSTITUTE_SHORTAGE', 'ACUTE_CASE', 'COLLISION', 'HOLIDAY', 'TECH', 'OTHER'];

interface Props {
  meeting: MeetingOut;
  onClose: () => void;
}
interface Why extends Record<string, unknown> {
  reason: string;
  reasonText: string;
}

function useWhyChecks() {
  const { t } = useTranslation(['meetings', 'common']);
  return {
    reason: (v: string) => (v ? null : t('off.reasonMissing')),
    reasonText: (v: string, all: Why) => (all.reason === 'OTHER' && !v.trim() ? t('off.textMissing') : null),
  };
}

const whyOf = ({ reason, reasonText }: Why) => ({ reason: reason as CancelReason, reasonText: reason === 'OTHER' ? reasonText.trim() : null });

function WhyFields<T extends Why>({ f }: { f: AppForm<T> }) {
  const { t } = useTranslation(['meetings', 'common']);
  return (
    <>
      <NativeSelect
        label={t('off.reason')}
        data={[{ value: '', label: t('people.choose') }, ...reasons.map((r) => ({ value: r, label: t(`reason.${r}`) }))]}
        {...f.field('reason')}
      />
      {f.form.values.reason === 'OTHER' && <TextInput label={t('off.text')} description={t('off.textHint')} maxLength={300} {...f.field('reasonText')} />}
    </>
  );
}

function Foot({ label, pending, onClose }: { label: string; pending: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Group justify="flex-end">
      <Button variant="default" onClick={onClose}>{t('action.cancel')}</Button>
      <Button type="submit" loading={pending}>{label}</Button>
    </Group>
  );
}

export function CancelDialog({ meeting, onClose }: Props) {
  const { t } = useTranslation(['meetings', 'common']);
  const refresh = useRefresh(meeting.id);
  const f = useAppForm<Why>({ initialValues: { reason: '', reasonText: '' }, validate: useWhyChecks() });
  const save = async (values: Why) => {
    await cancelMeeting({ path: { meetingId: meeting.id }, headers: ifMatch(meeting), body: whyOf(values), throwOnError: true });
    onClose();
    await refresh.meeting();
  };
  return (
    <Modal opened onClose={onClose} title={t('off.cancelTitle')} closeButtonProps={{ 'aria-label': t('common:action.close') }}>
      <form {...f.props(save)}>
        <Stack gap="md">
          <ErrorSummary {...f.summary} />
          <Text>{t('off.cancelText')}</Text>
          <WhyFields f={f} />
          <Foot label={t('off.cancelDo')} pending={f.pending} onClose={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}

interface Move extends Why {
  day: string;
  starts: string;
  ends: string;
}

export function MoveDialog({ meeting, onClose }: Props) {
  const { t } = useTranslation(['meetings', 'common']);
  const navigate = useNavigate();
  const refresh = useRefresh(meeting.id);
  const time = (v: string) => (parseTime(v) ? null : t('form.timeMissing'));
  const f = useAppForm<Move>({
    initialValues: { day: '', starts: clockOf(meeting.startsAt).replace(':', '.'), ends: clockOf(meeting.endsAt).replace(':', '.'), reason: '', reasonText: '' },
    rename: { startsAt: 'starts', endsAt: 'ends' },
    validate: { day: (v: string) => (parseDate(v, 0) === v ? null : t('form.dayMissing')), starts: time, ends: time, ...useWhyChecks() },
  });
  const save = async (values: Move) => {
    const at = (clock: string) => instantInSweden(values.day, parseTime(clock) ?? '');
    const body = { ...whyOf(values), startsAt: at(values.starts), endsAt: at(values.ends) };
    const { data } = await rescheduleMeeting({ path: { meetingId: meeting.id }, headers: ifMatch(meeting), body, throwOnError: true });
    onClose();
    await refresh.meeting();
    await navigate({ to: '/moten/$meetingId', params: { meetingId: data.id } });
  };
  return (
    <Modal opened onClose={onClose} title={t('off.moveTitle')} closeButtonProps={{ 'aria-label': t('common:action.close') }}>
      <form {...f.props(save)}>
        <Stack gap="md">
          <ErrorSummary {...f.summary} />
          <Text>{t('off.moveText')}</Text>
          <DateField label={t('form.day')} min={today()} {...dayField(f, 'day')} />
          <div className={css.pair}>
            <TextInput label={t('form.starts')} {...f.field('starts')} />
            <TextInput label={t('form.ends')} {...f.field('ends')} />
          </div>
          <WhyFields f={f} />
          <Foot label={t('off.moveDo')} pending={f.pending} onClose={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}
