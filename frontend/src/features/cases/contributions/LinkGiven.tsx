import { Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { AnswerLinkOut } from '@/shared/api/generated';
import { useFormat } from '@/shared/lib/format';
import { dayOf } from '@/shared/lib/times';
import css from '../cases.module.css';

/** The link and its code, shown once: they travel by different ways. */
export function LinkGiven({ given, onClose }: { given: AnswerLinkOut; onClose: () => void }) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  const clipboard = useClipboard();
  const address = new URL(given.path, window.location.origin).href;
  return (
    <Paper withBorder p="md" mt="xs" role="status">
      <Stack gap="sm" align="flex-start">
        <dl className={css.facts}>
          <dt>{t('question.address')}</dt>
          <dd className={css.words}>{address}</dd>
          <dt>{t('question.code')}</dt>
          <dd>
            <strong>{given.code}</strong>
          </dd>
        </dl>
        <Text>{t('question.linkLead', { day: format.day(dayOf(given.expiresAt)) })}</Text>
        {clipboard.error && <Text role="alert">{t('question.copyFailed')}</Text>}
        <Group className="no-print">
          <Button size="sm" variant="default" onClick={() => clipboard.copy(address)}>
            {t(clipboard.copied ? 'question.copied' : 'question.copy')}
          </Button>
          <Button size="sm" onClick={onClose}>
            {t('question.linkDone')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
