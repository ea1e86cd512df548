import { useTranslation } from 'react-i18next';
import { useReason, type Reason } from './useReason';

/** A text with the name of a pupil, where many read it. */
export function useNameReason(): Reason {
  const { t } = useTranslation();
  return useReason({ code: 'NAME_OF_PUPIL', label: t('form.nameReason'), hint: t('form.nameReasonHint'), longest: 500 });
}
