import { Button, Checkbox, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MeetingMode, MeetingTeamOut, MeetingType } from '@/shared/api/generated';
import { today } from '@/shared/lib/days';
import { useAppForm, type AppForm } from '@/shared/lib/useAppForm';
import { DateField } from '@/shared/ui/DateField';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { dayField } from './dayField';
import css from './meetings.module.css';
import { faultsOf, mapFaults, usualType, type MeetingValues } from './meetingForm';

const types: MeetingType[] = [
  'EHT', 'EHM', 'FORUM', 'CLASS_CONFERENCE', 'PROGNOSIS', 'SKA_CHECKIN', 'RESULT_DIALOGUE', 'CASE_MEETING', 'INTERAGENCY', 'NETWORK', 'SUPERVISION', 'MANAGEMENT',
];
const aboutPupils: MeetingType[] = ['CASE_MEETING', 'INTERAGENCY'];
const modes: MeetingMode[] = ['PHYSICAL', 'DIGITAL', 'HYBRID'];
const intervals = [1, 2, 3, 4];

interface Props {
  teams: readonly MeetingTeamOut[];
  save: (values: MeetingValues) => Promise<unknown>;
}

export function MeetingForm({ teams, save }: Props) {
  const { t } = useTranslation(['meetings', 'common']);
  const f = useAppForm<MeetingValues>({
    initialValues: {
      teamId: teams[0]?.id ?? '', type: usualType(teams[0]?.type), repeats: false, day: '', lastDay: '', interval: '1',
      starts: '', ends: '', mode: 'PHYSICAL', place: '', videoLink: '',
    },
    rename: { startsAt: 'starts', endsAt: 'ends', minutes: 'ends', firstOn: 'day', lastOn: 'lastDay', weekday: 'day' },
    validate: (values) => mapFaults(faultsOf(values), (word) => t(`form.${word}`)),
  });
  const { repeats, mode, type } = f.form.values;
  const team = f.field('teamId');
  const pickTeam = (id: string) => {
    f.form.setFieldValue('teamId', id);
    f.form.setFieldValue('type', usualType(teams.find((one) => one.id === id)?.type));
  };
  return (
    <form {...f.props(save)} className={css.form}>
      <Stack gap="md">
        <ErrorSummary {...f.summary} />
        <NativeSelect
          label={t('form.team')}
          data={teams.map((one) => ({ value: one.id, label: one.name }))}
          {...team}
          onChange={(e) => pickTeam(e.currentTarget.value)}
        />
        <NativeSelect
          label={t('form.type')}
          description={aboutPupils.includes(type) && t('form.pupilHint')}
          data={types.map((one) => ({ value: one, label: t(`type.${one}`) }))}
          {...f.field('type')}
        />
        <When f={f} />
        <NativeSelect label={t('form.mode')} data={modes.map((one) => ({ value: one, label: t(`mode.${one}`) }))} {...f.field('mode')} />
        {mode !== 'DIGITAL' && <TextInput label={`${t('form.place')} ${t('common:form.optional')}`} maxLength={300} {...f.field('place')} />}
        {mode !== 'PHYSICAL' && (
          <TextInput label={`${t('form.video')} ${t('common:form.optional')}`} type="url" {...f.field('videoLink')} />
        )}
        <div>
          <Button type="submit" loading={f.pending}>
            {t(repeats ? 'form.createSeries' : 'form.create')}
          </Button>
        </div>
      </Stack>
    </form>
  );
}

function When({ f }: { f: AppForm<MeetingValues> }) {
  const { t } = useTranslation(['meetings', 'common']);
  const { repeats, type, day } = f.form.values;
  const mayRepeat = !aboutPupils.includes(type);
  return (
    <>
      {mayRepeat && (
        <Checkbox
          label={t('form.repeat')}
          description={repeats && t('form.repeatHint')}
          checked={repeats}
          onChange={(e) => f.form.setFieldValue('repeats', e.currentTarget.checked)}
        />
      )}
      <div className={css.pair}>
        <DateField label={t(repeats ? 'form.firstDay' : 'form.day')} min={today()} {...dayField(f, 'day')} />
        {repeats && mayRepeat && <DateField label={t('form.lastDay')} min={day || today()} {...dayField(f, 'lastDay')} />}
      </div>
      {repeats && mayRepeat && (
        <NativeSelect label={t('form.interval')} data={intervals.map((n) => ({ value: String(n), label: t('form.every', { count: n }) }))} {...f.field('interval')} />
      )}
      <div className={css.pair}>
        <TextInput label={t('form.starts')} placeholder="8.30" inputMode="text" autoComplete="off" {...f.field('starts')} />
        <TextInput label={t('form.ends')} placeholder="10.00" inputMode="text" autoComplete="off" {...f.field('ends')} />
      </div>
    </>
  );
}
