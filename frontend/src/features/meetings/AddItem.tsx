import { Button, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { createAgendaItem, type AgendaItemKind, type EhmPhase, type MeetingOut } from '@/shared/api/generated';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { useNameReason } from '@/shared/ui/useNameReason';
import { CaseField } from './CaseField';
import css from './meetings.module.css';
import { useRefresh } from './parts';

const kinds: AgendaItemKind[] = ['INFO', 'REFLECTION', 'DECISION', 'CASE', 'DILEMMA', 'INDICATOR', 'GOAL'];
const phases: EhmPhase[] = ['CURRENT_STATE', 'REFLECTION', 'DEEPENING', 'PLANNING', 'CLOSING'];
const MOST_MINUTES = 480;

interface Values extends Record<string, unknown> {
  kind: string;
  title: string;
  caseId: string;
  phase: string;
  minutes: string;
}

const bodyOf = ({ kind, title, caseId, phase, minutes }: Values) => ({
  kind: kind as AgendaItemKind,
  plannedMinutes: Number(minutes),
  phase: (phase || null) as EhmPhase | null,
  ...(kind === 'CASE' ? { caseId } : { title: title.trim() }),
});

/** One more item, last. A case is chosen among those one is in; anything else has a title that names no pupil. */
export function AddItem({ meeting }: { meeting: MeetingOut }) {
  const { t } = useTranslation('meetings');
  const refresh = useRefresh(meeting.id);
  const name = useNameReason();
  const f = useAppForm<Values>({
    initialValues: { kind: 'INFO', title: '', caseId: '', phase: '', minutes: '10' },
    rename: { plannedMinutes: 'minutes' },
    validate: {
      title: (v: string, all: Values) => (all.kind === 'CASE' || v.trim() ? null : t('agenda.titleMissing')),
      caseId: (v: string, all: Values) => (all.kind !== 'CASE' || v ? null : t('agenda.caseMissing')),
      minutes: (v: string) => (/^\d{1,3}$/.test(v) && Number(v) <= MOST_MINUTES ? null : t('form.timeMissing')),
    },
  });
  const save = async (values: Values) => {
    await name.guarded((nameReason) => createAgendaItem({ path: { meetingId: meeting.id }, body: { ...bodyOf(values), nameReason }, throwOnError: true }));
    f.form.setValues({ title: '', caseId: '' });
    await refresh.agenda();
    document.getElementById(f.field('title').id)?.focus();
  };
  const isCase = f.form.values.kind === 'CASE';
  return (
    <form {...f.props(save)} className={`${css.adder} no-print`} aria-label={t('agenda.add')}>
      <Stack gap="sm">
        <ErrorSummary {...f.summary} />
        <div className={css.pair}>
          <NativeSelect label={t('agenda.kind')} data={kinds.map((k) => ({ value: k, label: t(`kind.${k}`) }))} {...f.field('kind')} />
          <TextInput label={t('agenda.minutesLabel')} inputMode="numeric" {...f.field('minutes')} />
        </div>
        {isCase ? (
          <CaseField {...f.field('caseId')} />
        ) : (
          <TextInput label={t('agenda.title')} description={t('agenda.titleHint')} maxLength={140} {...f.field('title')} />
        )}
        {name.field}
        {meeting.type === 'EHM' && (
          <NativeSelect
            label={t('agenda.phase')}
            data={[{ value: '', label: t('phase.none') }, ...phases.map((p) => ({ value: p, label: t(`phase.${p}`) }))]}
            {...f.field('phase')}
          />
        )}
        <div>
          <Button type="submit" variant="default" loading={f.pending}>{t('agenda.add')}</Button>
        </div>
      </Stack>
    </form>
  );
}
