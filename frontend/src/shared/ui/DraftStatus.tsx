import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/format';
import type { DraftState } from '@/shared/lib/drafts/draftSync';

/** "Utkast sparat 10.42" only when the server has it. */
export function DraftStatus({ state }: { state: DraftState }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = {
    idle: () => '',
    saving: () => t('draft.saving'),
    waiting: () => t('draft.waiting'),
    saved: () => (state.savedAt ? t('draft.saved', { time: format.time(state.savedAt) }) : ''),
    refused: () => t('draft.refused', { why: state.phase === 'refused' ? state.why : '' }),
  };
  return (
    <Text size="sm" c={state.phase === 'waiting' || state.phase === 'refused' ? 'tegel.7' : 'dimmed'} role="status" mih="1.5em">
      {words[state.phase]()}
    </Text>
  );
}
