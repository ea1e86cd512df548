import { Modal, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttachmentOut } from '@/shared/api/generated';
import css from './files.module.css';

/** A picture of ours, drawn by the server; of a PDF its first page. */
export function Preview({ file, onClose }: { file: AttachmentOut; onClose: () => void }) {
  const { t } = useTranslation(['cases', 'common']);
  const [state, setState] = useState<'loading' | 'shown' | 'failed'>('loading');
  return (
    <Modal opened onClose={onClose} size="xl" title={<span className={css.name}>{file.fileName}</span>} closeButtonProps={{ 'aria-label': t('common:action.close') }}>
      <div role="status">
        {state === 'loading' && <Text>{t('files.drawing')}</Text>}
        {state === 'failed' && <Text>{t('files.notDrawn')}</Text>}
      </div>
      {state !== 'failed' && (
        <img
          className={css.picture}
          src={`${file._links.self.href}/preview`}
          alt={t(file.kind === 'PDF' ? 'files.firstPageOf' : 'files.pictureOf', { name: file.fileName })}
          onLoad={() => setState('shown')}
          onError={() => setState('failed')}
        />
      )}
      {state === 'shown' && file.kind === 'PDF' && <Text size="sm">{t('files.onlyFirst')}</Text>}
    </Modal>
  );
}
