import { Button, Group, NativeSelect, Stack, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { changeChildVoice, type CaseOut, type ChildVoiceOut, type VoiceImpact } from '@/shared/api/generated';
import { today } from '@/shared/lib/days';
import { parseDate } from '@/shared/lib/parseDate';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { notifyDone } from '@/shared/ui/notify';
import { useJournalReason } from '@/shared/ui/useJournalReason';
import { upTo } from './upTo';
import { DayInput } from './DayInput';
import { useCaseWrite } from './useCaseWrite';

const impacts: readonly VoiceImpact[] = ['NONE', 'PARTIAL', 'DECISIVE'];

interface Props {
  found: CaseOut;
  voice: ChildVoiceOut;
  onDone: () => void;
}

/** What the child's voice changed, and when the child was told. What was said stays as it was written. */
export function FollowVoiceForm({ found, voice, onDone }: Props) {
  const { t } = useTranslation(['cases', 'common']);
  const changed = useCaseWrite(found.id);
  const journal = useJournalReason();
  const f = useAppForm({
    initialValues: { impact: (voice.impact ?? '') as VoiceImpact | '', impactText: voice.impactText ?? '', fedBackOn: voice.fedBackOn ?? '' },
    onStale: () => void changed(),
    validate: { fedBackOn: (v) => (v === '' || (parseDate(v, 0) === v && v <= today()) ? null : t('voice.askedOnWrong')) },
  });
  const save = async (values: typeof f.form.values) => {
    const body = { impact: values.impact || null, impactText: values.impactText.trim() || null, fedBackOn: values.fedBackOn || null };
    await journal.guarded((journalReason) => changeChildVoice({ path: { caseId: found.id, voiceId: voice.id }, headers: upTo(voice), body: { ...body, journalReason }, throwOnError: true }));
    await changed();
    notifyDone(t('voice.followed'));
    onDone();
  };
  return (
    <form {...f.props(save)} aria-label={t('voice.follow')}>
      <Stack gap="sm" mt="sm">
        <ErrorSummary {...f.summary} />
        <NativeSelect
          label={t('voice.impact')}
          data={[{ value: '', label: t('voice.noImpact') }, ...impacts.map((one) => ({ value: one, label: t(`impact.${one}`) }))]}
          {...f.field('impact')}
        />
        <Textarea label={t('voice.impactText')} autosize minRows={2} {...f.field('impactText')} />
        <DayInput label={t('voice.toldOn')} field={f.field('fedBackOn')} />
        {journal.field}
        <Group>
          <Button type="submit" loading={f.pending}>
            {t('common:action.save')}
          </Button>
          <Button variant="default" onClick={onDone}>
            {t('common:action.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
