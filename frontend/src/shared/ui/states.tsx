import { Alert, Anchor, Button, Group, Loader, Stack, Text, Title } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '@/shared/api/problem';
import { useDocumentTitle } from '@/shared/lib/useDocumentTitle';
import css from './states.module.css';

const QUIET_MS = 400;

/** Nothing for 400 ms, then words: a flash of a spinner makes a fast answer feel slow. */
export function LoadingState() {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), QUIET_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div role="status" className={css.loading} data-testid="loading">
      {shown && (
        <>
          <Loader size="sm" aria-hidden />
          <Text>{t('state.loading')}</Text>
        </>
      )}
    </div>
  );
}

/** What happened, what is safe, what to do. */
export function ErrorState({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t } = useTranslation();
  const problem = asProblem(error);
  const detail = problem.offline ? t('state.offline') : problem.detail || t('state.unknown');
  return (
    <Alert role="alert" color="tegel" variant="outline" title={t('state.errorTitle')} className={css.alert}>
      <Text>{detail}</Text>
      <Text mt={4}>{t('state.errorSafe')}</Text>
      {problem.traceId && (
        <Text mt={4} size="sm" c="dimmed">
          {t('state.trace', { id: problem.traceId })}
        </Text>
      )}
      {retry && (
        <Button mt="sm" variant="default" onClick={retry}>
          {t('action.retry')}
        </Button>
      )}
    </Alert>
  );
}

interface EmptyProps {
  title: string;
  /** What this is for, in one or two sentences. */
  text: string;
  /** One concrete example, so that the first entry is easy. */
  example?: string;
  /** The first thing to do. */
  action?: ReactNode;
}

/** An empty page teaches: what it is for, an example, the first action. */
export function EmptyState({ title, text, example, action }: EmptyProps) {
  const { t } = useTranslation();
  return (
    <Stack gap="xs" className={css.empty}>
      <Title order={2}>{title}</Title>
      <Text>{text}</Text>
      {example && (
        <Text className={css.example}>
          <Text span fw={650}>
            {t('state.example')}
          </Text>
          {': '}
          {example}
        </Text>
      )}
      {action && <Group mt="xs">{action}</Group>}
    </Stack>
  );
}

/** Also for what the person may not know about: the API answers both the same way, and so do we. */
export function NotFound() {
  const { t } = useTranslation();
  useDocumentTitle(t('state.notFoundTitle'));
  return (
    <Stack gap="sm" maw={640}>
      <Title order={1}>{t('state.notFoundTitle')}</Title>
      <Text>{t('state.notFoundText')}</Text>
      <Text>{t('state.notFoundAsk')}</Text>
      <Anchor href="/">{t('state.home')}</Anchor>
    </Stack>
  );
}

/** `who` to ask, as it stands in a sentence ("rektorn på Björkskolan"). */
export function NoAccess({ detail, who }: { detail?: string; who?: string }) {
  const { t } = useTranslation();
  useDocumentTitle(t('state.noAccessTitle'));
  return (
    <Stack gap="sm" maw={640}>
      <Title order={1}>{t('state.noAccessTitle')}</Title>
      {detail && <Text>{detail}</Text>}
      <Text>{t('state.noAccessAsk', { who: who ?? t('state.principal') })}</Text>
      <Anchor href="/">{t('state.home')}</Anchor>
    </Stack>
  );
}
