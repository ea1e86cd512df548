import { Button, Stack, Text, Textarea } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { createQuestionAnswer, type QuestionOut } from '@/shared/api/generated';
import { listMyQuestionsOptions, listMyQuestionsQueryKey } from '@/shared/api/generated/@tanstack/react-query.gen';
import { useDraft, type Draft } from '@/shared/lib/drafts/useDraft';
import { useFormat } from '@/shared/lib/format';
import { dayOf } from '@/shared/lib/times';
import { useAppForm } from '@/shared/lib/useAppForm';
import { DraftStatus } from '@/shared/ui/DraftStatus';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { LeaveGuard } from '@/shared/ui/LeaveGuard';
import { notifyDone } from '@/shared/ui/notify';
import { PageHeader } from '@/shared/ui/PageHeader';
import { QueryState } from '@/shared/ui/QueryState';
import { EmptyState } from '@/shared/ui/states';
import { useJournalReason } from '@/shared/ui/useJournalReason';
import css from '../cases.module.css';

/** Questions that wait for one's own answer: the question, and nothing else of the case. */
export function QuestionsPage() {
  const { t } = useTranslation('cases');
  const query = useQuery(listMyQuestionsOptions());
  return (
    <>
      <PageHeader title={t('questions.title')} lead={t('questions.lead')} />
      <QueryState query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('questions.empty')} text={t('questions.emptyText')} example={t('questions.emptyExample')} />
          ) : (
            items.map((one) => <Question key={one.id} one={one} />)
          )
        }
      </QueryState>
    </>
  );
}

type Values = { answer: string };

function Question({ one }: { one: QuestionOut }) {
  const draft = useDraft<Values>('question-answer', one.id);
  return draft.ready ? <Form one={one} draft={draft} /> : null;
}

function Form({ one, draft }: { one: QuestionOut; draft: Draft<Values> }) {
  const { t } = useTranslation(['cases', 'common']);
  const format = useFormat();
  const queryClient = useQueryClient();
  const f = useAppForm<Values>({
    initialValues: { answer: '', ...draft.restored },
    onValuesChange: draft.save,
    validate: { answer: (v) => (v.trim() ? null : t('question.answerMissing')) },
  });
  const journal = useJournalReason();
  const save = async (body: Values) => {
    const { data } = await journal.guarded((journalReason) => createQuestionAnswer({ path: { contributionId: one.id }, body: { ...body, journalReason }, throwOnError: true }));
    await draft.discard();
    notifyDone(t('questions.sent'));
    queryClient.setQueryData(listMyQuestionsQueryKey(), data);
  };
  return (
    <form {...f.props(save)} className={css.item} aria-label={t('questions.from', { name: one.requestedBy.name })}>
      <LeaveGuard when={draft.state.phase === 'waiting'} />
      <Stack gap="sm">
        <div className={css.noteHead}>
          <strong>{t('questions.from', { name: one.requestedBy.name })}</strong>
          <span className={css.by}>{`${one.school.name} · ${format.day(dayOf(one.requestedAt))}`}</span>
        </div>
        <ErrorSummary {...f.summary} />
        <Text className={css.words}>{one.question}</Text>
        <Textarea label={`${t('question.answer')} ${t('common:form.required')}`} description={t('questions.hint')} autosize minRows={3} {...f.field('answer')} />
        {journal.field}
        <DraftStatus state={draft.state} />
        <Button type="submit" loading={f.pending} className={css.start}>
          {t('questions.send')}
        </Button>
      </Stack>
    </form>
  );
}
