import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/format';
import css from './files.module.css';
import type { Upload } from './useUploads';

interface Props {
  upload: Upload;
  onAgain: () => void;
  onRemove: () => void;
}

/** One file on its way: how far it has come, or why it was not taken. */
export function UploadRow({ upload, onAgain, onRemove }: Props) {
  const { t } = useTranslation(['cases', 'common']);
  const format = useFormat();
  const { name } = upload.file;
  const failed = upload.phase === 'failed';
  return (
    <li className={css.upload} data-failed={failed || undefined}>
      <span className={css.name}>{name}</span>
      {failed ? (
        <Text role="alert" size="sm" className={css.why}>
          {upload.words}
        </Text>
      ) : (
        <span className={css.going}>
          <progress className={css.bar} value={upload.share} max={1} aria-label={t('files.progressOf', { name })} />
          <span className={css.share}>{upload.phase === 'waiting' ? t('files.waits') : format.percent(upload.share * 100, 0)}</span>
        </span>
      )}
      <Group gap="xs">
        {failed && upload.mayAgain && (
          <Button size="compact-sm" variant="default" onClick={onAgain} aria-label={t('files.againOf', { name })}>
            {t('files.again')}
          </Button>
        )}
        <Button size="compact-sm" variant="subtle" onClick={onRemove} aria-label={t('files.removeOf', { name })}>
          {t(failed ? 'files.remove' : 'common:action.cancel')}
        </Button>
      </Group>
    </li>
  );
}
