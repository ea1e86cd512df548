import { Button, Paper, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerByLink, openAnswerLink, type LinkQuestionOut } from '@/shared/api/generated';
import { asProblem, ApiProblem } from '@/shared/api/problem';
import { useFormat } from '@/shared/lib/format';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { PageHeader } from '@/shared/ui/PageHeader';
import css from '../cases.module.css';

const CODE = /^[0-9]{6}$/;

interface Opened {
  code: string;
  found: LinkQuestionOut;
}

/** For somebody without an account. The token stands after the # and is sent in a body, never in an address. */
export function AnswerPage() {
  const { t } = useTranslation('cases');
  const [token] = useState(() => window.location.hash.slice(1));
  const [opened, setOpened] = useState<Opened | null>(null);
  const [sent, setSent] = useState(false);
  return (
    <Stack maw={620} mx="auto" gap="md" py={{ base: 0, sm: 'xl' }}>
      <PageHeader title={t(sent ? 'reply.thanks' : 'reply.title')} lead={t(sent ? 'reply.thanksText' : 'reply.lead')} />
      {!sent && (
        <Paper withBorder p="lg" radius="md">
          {opened ? <Answer token={token} opened={opened} onSent={() => setSent(true)} /> : <OpenLink token={token} onOpened={setOpened} />}
        </Paper>
      )}
    </Stack>
  );
}

/** One message for whatever is wrong: who guesses learns nothing. */
function useNotThere() {
  const { t } = useTranslation('cases');
  return (error: unknown): never => {
    const problem = asProblem(error);
    if (problem.notThere) throw new ApiProblem(problem.status, problem.code, t('reply.notThere'));
    throw error;
  };
}

function OpenLink({ token, onOpened }: { token: string; onOpened: (opened: Opened) => void }) {
  const { t } = useTranslation('cases');
  const notThere = useNotThere();
  const f = useAppForm({ initialValues: { code: '' }, validate: { code: (v) => (CODE.test(v.trim()) ? null : t('reply.codeWrong')) } });
  const open = async (values: { code: string }) => {
    const code = values.code.trim();
    const answer = await openAnswerLink({ body: { token: token || 'x'.repeat(43), code }, throwOnError: true }).catch(notThere);
    onOpened({ code, found: answer.data });
  };
  return (
    <form {...f.props(open)}>
      <Stack gap="md">
        <ErrorSummary {...f.summary} />
        <TextInput label={t('reply.code')} description={t('reply.codeHint')} inputMode="numeric" autoComplete="off" maxLength={6} w="12rem" {...f.field('code')} />
        <Button type="submit" loading={f.pending} className={css.start}>
          {t('reply.open')}
        </Button>
      </Stack>
    </form>
  );
}

function Answer({ token, opened, onSent }: { token: string; opened: Opened; onSent: () => void }) {
  const { t } = useTranslation(['cases', 'common']);
  const format = useFormat();
  const notThere = useNotThere();
  const f = useAppForm({ initialValues: { answer: '' }, validate: { answer: (v) => (v.trim() ? null : t('question.answerMissing')) } });
  const send = async ({ answer }: { answer: string }) => {
    await answerByLink({ body: { token, code: opened.code, answer }, throwOnError: true }).catch(notThere);
    onSent();
  };
  return (
    <form {...f.props(send)}>
      <Stack gap="md">
        <ErrorSummary {...f.summary} />
        <Text className={css.words} fw={600}>
          {opened.found.question}
        </Text>
        <Textarea label={`${t('question.answer')} ${t('common:form.required')}`} description={t('reply.hint')} autosize minRows={5} {...f.field('answer')} />
        <Text size="sm">{t('reply.once', { day: format.day(opened.found.expiresAt.slice(0, 10)) })}</Text>
        <Button type="submit" loading={f.pending} className={css.start}>
          {t('reply.send')}
        </Button>
      </Stack>
    </form>
  );
}
