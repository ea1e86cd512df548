import { Textarea } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '@/shared/api/problem';

type Save = (nameReason: string | null) => Promise<unknown>;

/** A text with the name of a pupil is warned about, never stopped: the field asks why it is needed, and saves with that. */
export function useNameReason(): { field: ReactNode; guarded: (save: Save) => Promise<void> } {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  const [reason, setReason] = useState('');
  const guarded = async (save: Save) => {
    await save(reason.trim() || null).catch((error: unknown) => {
      if (asProblem(error).code === 'NAME_OF_PUPIL') setAsked(true);
      throw error;
    });
    setAsked(false);
    setReason('');
  };
  const field = asked && (
    <Textarea label={t('form.nameReason')} description={t('form.nameReasonHint')} autosize minRows={2} maxLength={500} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
  );
  return { field, guarded };
}
