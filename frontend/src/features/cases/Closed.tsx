import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CaseOut } from '@/shared/api/generated';
import { useFormat } from '@/shared/lib/format';
import css from './cases.module.css';

/** When and why a case was closed, and how those concerned were told. */
export function Closed({ found }: { found: CaseOut }) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  if (found.closedAt === null || found.closureReason === null) return null;
  return (
    <section className={css.panel}>
      <Text fw={650}>{t('case.closedLine', { at: format.instant(found.closedAt), reason: t(`closureReason.${found.closureReason}`) })}</Text>
      {found.feedback && <Text className={css.words}>{t('case.feedbackGiven', { text: found.feedback })}</Text>}
      {found.noFeedbackReason && <Text className={css.words}>{t('case.feedbackMissing', { text: found.noFeedbackReason })}</Text>}
    </section>
  );
}
