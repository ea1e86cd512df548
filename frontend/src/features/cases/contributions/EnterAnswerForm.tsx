import { Button, Group, NativeSelect, Stack, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { createContributionAnswer, type CaseOut, type ContributionOut } from '@/shared/api/generated';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { notifyDone } from '@/shared/ui/notify';
import { SecrecyLine } from '@/shared/ui/SecrecyLine';
import { useJournalReason } from '@/shared/ui/useJournalReason';
import { useCaseWrite } from '../useCaseWrite';
import { useReaders } from '../useReaders';
import { upTo } from '../upTo';

interface Props {
  found: CaseOut;
  item: ContributionOut;
  onDone: () => void;
}

/** Given on paper or by telephone, and written in here. */
export function EnterAnswerForm({ found, item, onDone }: Props) {
  const { t } = useTranslation(['cases', 'common']);
  const changed = useCaseWrite(found.id);
  const journal = useJournalReason();
  const level = found.confidentiality > 'K3' ? found.confidentiality : 'K3';
  const readers = useReaders(found.id, level);
  const f = useAppForm({
    initialValues: { answer: '', channel: 'TELEPHONE' as 'TELEPHONE' | 'PAPER' },
    validate: { answer: (v) => (v.trim() ? null : t('question.answerMissing')) },
  });
  const save = async (body: typeof f.form.values) => {
    await journal.guarded((journalReason) => createContributionAnswer({ path: { caseId: found.id, contributionId: item.id }, headers: upTo(item), body: { ...body, journalReason }, throwOnError: true }));
    await changed();
    notifyDone(t('question.entered'));
    onDone();
  };
  return (
    <form {...f.props(save)} aria-label={t('question.enter')}>
      <Stack gap="sm" mt="sm">
        <ErrorSummary {...f.summary} />
        <NativeSelect label={t('question.channel')} data={(['TELEPHONE', 'PAPER'] as const).map((one) => ({ value: one, label: t(`answeredBy.${one}`) }))} {...f.field('channel')} />
        <Textarea label={`${t('question.answer')} ${t('common:form.required')}`} autosize minRows={3} {...f.field('answer')} />
        <SecrecyLine level={level} readers={readers} />
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
