import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { changeCase, type CaseOut } from '@/shared/api/generated';
import { ifMatch } from '@/shared/api/etag';
import { parseDate } from '@/shared/lib/parseDate';
import { useFormat } from '@/shared/lib/format';
import { useAppForm } from '@/shared/lib/useAppForm';
import { useMerge } from '@/shared/lib/useMerge';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { MergeNotice } from '@/shared/ui/MergeNotice';
import { notifyDone } from '@/shared/ui/notify';
import { DayInput } from './DayInput';
import { PersonSelect } from './PersonSelect';
import { MOST_THEMES, ThemesInput, themesField } from './ThemesInput';
import { useCaseWrite } from './useCaseWrite';

function start(found: CaseOut) {
  return {
    nextFollowUpOn: found.nextFollowUpOn ?? '',
    waitingFor: found.waitingFor ?? '',
    ownerId: found.owner?.id ?? '',
    themes: [...found.themes],
  };
}
const labels = {
  nextFollowUpOn: 'case.followUp',
  waitingFor: 'change.waitingFor',
  ownerId: 'change.owner',
  themes: 'theme.label',
} as const;
type Values = ReturnType<typeof start>;

/** Merge patch: only what was changed is sent. */
function patchOf(before: Values, now: Values) {
  return {
    ...(now.nextFollowUpOn !== before.nextFollowUpOn && { nextFollowUpOn: now.nextFollowUpOn || null }),
    ...(now.waitingFor.trim() !== before.waitingFor && { waitingFor: now.waitingFor.trim() || null }),
    ...(now.ownerId !== before.ownerId && now.ownerId && { ownerId: now.ownerId }),
    ...(now.themes.join() !== before.themes.join() && { themes: now.themes }),
  };
}

export function ChangeDialog({ found, onClose }: { found: CaseOut; onClose: () => void }) {
  const { t } = useTranslation(['cases', 'common']);
  const changed = useCaseWrite(found.id);
  const format = useFormat();
  const latest = start(found);
  const f = useAppForm<Values>({
    initialValues: latest,
    onStale: () => void changed(),
    validate: {
      nextFollowUpOn: (v) => (parseDate(v, 0) === v ? null : t('triage.followUpMissing')),
      themes: (v) => (v.length <= MOST_THEMES ? null : t('theme.tooMany')),
    },
  });
  const merging = useMerge(f, latest);
  const save = async (values: Values) => {
    const { data } = await changeCase({ path: { caseId: found.id }, headers: ifMatch(found), body: patchOf(merging.base, values), throwOnError: true });
    await changed(data);
    notifyDone(t('change.saved'));
    onClose();
  };
  const label = (name: keyof Values) => t(labels[name]);
  const show = (name: keyof Values, value: unknown) => {
    if (name === 'themes') return found.themes.map((one) => t(`theme.${one}`)).join(', ');
    if (name === 'ownerId') return found.owner?.name ?? '';
    return name === 'nextFollowUpOn' && found.nextFollowUpOn ? format.day(found.nextFollowUpOn) : String(value);
  };
  return (
    <Modal opened onClose={onClose} title={t('change.title')} closeButtonProps={{ 'aria-label': t('common:action.close') }}>
      <form {...f.props(save)}>
        <Stack gap="md">
          <ErrorSummary {...f.summary} />
          <MergeNotice merging={merging} label={label} show={show} />
          <DayInput label={t('case.followUp')} max={found.latestFollowUpOn} field={f.field('nextFollowUpOn')} />
          <TextInput label={t('change.waitingFor')} description={t('change.waitingHint')} autoComplete="off" {...f.field('waitingFor')} />
          <PersonSelect label={t('change.owner')} schoolId={found.school.id} also={found.owner} field={f.field('ownerId')} />
          <ThemesInput {...themesField(f, f.form.values.themes)} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button type="submit" loading={f.pending} disabled={merging.disputes.length > 0}>
              {t('change.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
