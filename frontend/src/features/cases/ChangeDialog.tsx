import { Button, Group, Modal, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { changeCase, type CaseOut, type ConfidentialityClass } from '@/shared/api/generated';
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
import { useCaseWrite } from './useCaseWrite';

const classes: readonly ConfidentialityClass[] = ['K1', 'K2', 'K3', 'K4'];

function start(found: CaseOut) {
  return {
    nextFollowUpOn: found.nextFollowUpOn ?? '',
    waitingFor: found.waitingFor ?? '',
    ownerId: found.owner?.id ?? '',
    confidentiality: found.confidentiality,
    classReason: '',
  };
}
const labels = {
  nextFollowUpOn: 'case.followUp',
  waitingFor: 'change.waitingFor',
  ownerId: 'change.owner',
  confidentiality: 'change.class',
  classReason: 'change.classReason',
} as const;
type Values = ReturnType<typeof start>;

/** Merge patch: only what was changed is sent. */
function patchOf(before: Values, now: Values) {
  return {
    ...(now.nextFollowUpOn !== before.nextFollowUpOn && { nextFollowUpOn: now.nextFollowUpOn || null }),
    ...(now.waitingFor.trim() !== before.waitingFor && { waitingFor: now.waitingFor.trim() || null }),
    ...(now.ownerId !== before.ownerId && now.ownerId && { ownerId: now.ownerId }),
    ...(now.confidentiality !== before.confidentiality && { confidentiality: now.confidentiality, classReason: now.classReason }),
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
    validate: { nextFollowUpOn: (v) => (parseDate(v, 0) === v ? null : t('triage.followUpMissing')) },
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
    if (name === 'ownerId') return found.owner?.name ?? '';
    if (name === 'confidentiality') return `${found.confidentiality} ${t(`common:secrecy.${found.confidentiality}`)}`;
    return name === 'nextFollowUpOn' && found.nextFollowUpOn ? format.day(found.nextFollowUpOn) : String(value);
  };
  const lowered = f.form.values.confidentiality < found.confidentiality;
  return (
    <Modal opened onClose={onClose} title={t('change.title')} closeButtonProps={{ 'aria-label': t('common:action.close') }}>
      <form {...f.props(save)}>
        <Stack gap="md">
          <ErrorSummary {...f.summary} />
          <MergeNotice merging={merging} label={label} show={show} />
          <DayInput label={t('case.followUp')} field={f.field('nextFollowUpOn')} />
          <TextInput label={t('change.waitingFor')} description={t('change.waitingHint')} autoComplete="off" {...f.field('waitingFor')} />
          <PersonSelect label={t('change.owner')} schoolId={found.school.id} also={found.owner} field={f.field('ownerId')} />
          {found.myRole !== null && (
            <NativeSelect
              label={t('change.class')}
              description={t('change.classHint')}
              data={classes.map((one) => ({ value: one, label: `${one} ${t(`common:secrecy.${one}`)}` }))}
              {...f.field('confidentiality')}
            />
          )}
          {lowered && <Textarea label={`${t('change.classReason')} ${t('common:form.required')}`} autosize minRows={2} {...f.field('classReason')} />}
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
