import { Button, Paper, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AnswerLinkOut } from '@/shared/api/generated';
import { useFormat } from '@/shared/lib/format';
import css from '../cases.module.css';

/** The link and its code, shown once: they travel by different ways. */
export function LinkGiven({ given, onClose }: { given: AnswerLinkOut; onClose: () => void }) {
  const { t } = useTranslation('cases');
  const format = useFormat();
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
        <Text>{t('question.linkLead', { day: format.day(given.expiresAt.slice(0, 10)) })}</Text>
        <Button size="sm" className="no-print" onClick={onClose}>
          {t('question.linkDone')}
        </Button>
      </Stack>
    </Paper>
  );
}
