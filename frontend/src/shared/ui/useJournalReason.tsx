import { useTranslation } from 'react-i18next';
import { useReason, type Kept, type Reason } from './useReason';

/** A text of a case with words that usually stand in a journal. */
export function useJournalReason(kept?: Kept): Reason {
  const { t } = useTranslation();
  return useReason({ code: 'JOURNAL_CONTENT', label: t('form.journalReason'), hint: t('form.journalReasonHint'), longest: 2000 }, kept);
}
