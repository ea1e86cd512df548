import { Button, Paper, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerByLink, openAnswerLink, type LinkQuestionOut } from '@/shared/api/generated';
import { asProblem, ApiProblem } from '@/shared/api/problem';
import { focusHere } from '@/shared/lib/focusHere';
import { useFormat } from '@/shared/lib/format';
import { dayOf } from '@/shared/lib/times';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { LeaveGuard } from '@/shared/ui/LeaveGuard';
import { PageHeader } from '@/shared/ui/PageHeader';
import css from '../cases.module.css';

const TOKEN = /^[A-Za-z0-9_-]{20,100}$/;
const CODE = /^[0-9]{6}$/;
/** A code that is read out in threes is written with a space in it. */
const digitsOf = (code: string) => code.replace(/\s/g, '');
const tokenNow = () => window.location.hash.slice(1);

interface Opened {
  code: string;
  found: LinkQuestionOut;
}

/** For somebody without an account. The token stands after the # and is sent in a body, never in an address. */
export function AnswerPage() {
  const token = useToken();
  return <Reply key={token} token={token} />;
}

/** Another link in the same tab is another question; whatever else comes after the # leaves this one as it is. */
function useToken(): string {
  const [token, setToken] = useState(tokenNow);
  useEffect(() => {
    const look = () => TOKEN.test(tokenNow()) && setToken(tokenNow());
    window.addEventListener('hashchange', look);
    return () => window.removeEventListener('hashchange', look);
  }, []);
  return token;
}

function Reply({ token }: { token: string }) {
  const { t } = useTranslation('cases');
  const [opened, setOpened] = useState<Opened | null>(null);
  const [sent, setSent] = useState(false);
  if (sent) {
    return (
      <Stack maw={620} mx="auto" py={{ base: 0, sm: 'xl' }}>
        <div ref={focusHere} tabIndex={-1}>
          <PageHeader title={t('reply.thanks')} lead={t('reply.thanksText')} />
        </div>
      </Stack>
    );
  }
  const whole = TOKEN.test(token);
  return (
    <Stack maw={620} mx="auto" gap="md" py={{ base: 0, sm: 'xl' }}>
      <PageHeader title={t('reply.title')} lead={t('reply.lead')} />
      <Paper withBorder p="lg" radius="md">
        {!whole && <Text>{t('reply.notWhole')}</Text>}
        {whole && !opened && <OpenLink token={token} onOpened={setOpened} />}
        {whole && opened && <Answer token={token} opened={opened} onSent={() => setSent(true)} />}
      </Paper>
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
  const f = useAppForm({ initialValues: { code: '' }, validate: { code: (v) => (CODE.test(digitsOf(v)) ? null : t('reply.codeWrong')) } });
  const open = async (values: { code: string }) => {
    const code = digitsOf(values.code);
    const answer = await openAnswerLink({ body: { token, code }, throwOnError: true }).catch(notThere);
    onOpened({ code, found: answer.data });
  };
  return (
    <form {...f.props(open)}>
      <Stack gap="md">
        <ErrorSummary {...f.summary} title={t('reply.failedOpen')} />
        <TextInput label={t('reply.code')} description={t('reply.codeHint')} inputMode="numeric" autoComplete="off" w="12rem" {...f.field('code')} />
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
      <LeaveGuard when={f.form.isDirty()} />
      <Stack gap="md">
        <ErrorSummary {...f.summary} title={t('reply.failedSend')} />
        <Text ref={focusHere} tabIndex={-1} className={css.words} fw={600}>
          {opened.found.question}
        </Text>
        <Textarea label={`${t('question.answer')} ${t('common:form.required')}`} description={t('reply.hint')} autosize minRows={5} {...f.field('answer')} />
        <Text size="sm">{t('reply.once', { day: format.day(dayOf(opened.found.expiresAt)) })}</Text>
        <Button type="submit" loading={f.pending} className={css.start}>
          {t('reply.send')}
        </Button>
      </Stack>
    </form>
  );
}
