import { Button, Group, Text } from '@mantine/core';
import { IconDownload, IconEye } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createAttachmentVoiding, type AttachmentOut, type CaseOut } from '@/shared/api/generated';
import { useFormat } from '@/shared/lib/format';
import { ConfirmAction } from '@/shared/ui/ConfirmAction';
import { notifyDone } from '@/shared/ui/notify';
import { StatusBadge, type Tone } from '@/shared/ui/StatusBadge';
import cases from '../cases.module.css';
import { useCaseWrite } from '../useCaseWrite';
import { Preview } from './Preview';

const KB = 1000;
const tones: Record<AttachmentOut['scan'], Tone> = { NOT_SCANNED: 'closed', WAITING: 'waiting', CLEAN: 'done', INFECTED: 'late' };

interface Props {
  file: AttachmentOut;
  found: CaseOut;
}

/** One file: what it is, who sent it, whether it was looked at, and what can be done with it. */
export function FileRow({ file, found }: Props) {
  const { t } = useTranslation(['cases', 'common']);
  const format = useFormat();
  const size = file.size < KB * KB ? t('files.kb', { n: format.number(Math.ceil(file.size / KB)) }) : t('files.mb', { n: format.number(file.size / KB / KB, 1) });
  return (
    <li className={cases.item}>
      <Text fw={650} className={cases.words}>
        {file.fileName}
      </Text>
      <div className={cases.noteHead}>
        <span className={cases.by}>{`${t(`files.kind.${file.kind}`)}, ${size}`}</span>
        <span className={cases.by}>{`${file.confidentiality} ${t(`common:secrecy.${file.confidentiality}`)}`}</span>
        {found.confidentiality < file.confidentiality && <span className={cases.by}>{t('timeline.stricter')}</span>}
        <span className={cases.by}>{t('files.by', { name: file.uploadedBy.name, at: format.instant(file.uploadedAt) })}</span>
        <State file={file} />
      </div>
      {file.namesPupil && <Text className={cases.by}>{t(found.myRole === null ? 'files.nameHidden' : 'files.namesPupil')}</Text>}
      <NextStep file={file} />
      <Actions file={file} found={found} />
    </li>
  );
}

function State({ file }: { file: AttachmentOut }) {
  const { t } = useTranslation('cases');
  return file.voidedAt ? <StatusBadge tone="closed">{t('files.isVoided')}</StatusBadge> : <StatusBadge tone={tones[file.scan]}>{t(`files.scan.${file.scan}`)}</StatusBadge>;
}

/** Why it cannot be opened, and what to do. */
function NextStep({ file }: { file: AttachmentOut }) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  if (file.voidedAt) {
    const words = { name: file.voidedBy?.name, at: format.instant(file.voidedAt), reason: file.voidReason };
    return <Text className={cases.words}>{t('files.voidedBy', words)}</Text>;
  }
  if (file.scan === 'WAITING') return <Text>{t('files.waitingText')}</Text>;
  return file.scan === 'INFECTED' ? <Text>{t('files.infectedText')}</Text> : null;
}

function Actions({ file, found }: Props) {
  const { t } = useTranslation('cases');
  const changed = useCaseWrite(found.id);
  const [open, setOpen] = useState(false);
  const may = (action: AttachmentOut['allowedActions'][number]) => file.allowedActions.includes(action);
  const voidIt = async (reason: string) => {
    await createAttachmentVoiding({ path: { caseId: found.id, attachmentId: file.id }, body: { reason }, throwOnError: true });
    await changed();
    notifyDone(t('files.voided'));
  };
  return (
    <Group gap="xs" mt={6} className="no-print">
      {may('attachment.preview') && (
        <Button size="sm" variant="default" leftSection={<IconEye size={16} aria-hidden />} onClick={() => setOpen(true)} aria-label={t('files.showOf', { name: file.fileName })}>
          {t('files.show')}
        </Button>
      )}
      {may('attachment.download') && (
        <Button
          component="a"
          href={`${file._links.self.href}/content`}
          download={file.fileName}
          size="sm"
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
          aria-label={t('files.downloadOf', { name: file.fileName })}
        >
          {t('files.download')}
        </Button>
      )}
      {may('attachment.void') && (
        <ConfirmAction
          label={t('files.void')}
          of={file.fileName}
          title={t('files.voidTitle')}
          consequence={t('files.voidText')}
          confirmLabel={t('files.void')}
          needsReason
          onConfirm={voidIt}
          buttonProps={{ size: 'sm' }}
        />
      )}
      {open && <Preview file={file} onClose={() => setOpen(false)} />}
    </Group>
  );
}
