import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useRef, useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseOut, ConfidentialityClass, DisclosureBasis } from '@/shared/api/generated';
import { LeaveGuard } from '@/shared/ui/LeaveGuard';
import { notifyDone } from '@/shared/ui/notify';
import { SecrecyLine } from '@/shared/ui/SecrecyLine';
import { useReaders } from '../useReaders';
import css from './files.module.css';
import { UploadRow } from './UploadRow';
import { LARGEST, useUploads, type Fields } from './useUploads';

const classes: readonly ConfidentialityClass[] = ['K1', 'K2', 'K3', 'K4'];
const bases: readonly DisclosureBasis[] = ['CONSENT_GUARDIAN', 'CONSENT_STUDENT', 'OSL_10_2', 'OSL_25_13A', 'STATUTORY_DUTY', 'NO_SECRECY'];
const SUFFIXES = '.pdf,.png,.jpg,.jpeg,.docx,.xlsx,.odt,.txt';
const MIB = 1024 * 1024;

/** Choose or drop; who will read it stands there before anything is sent. */
export function SendFiles({ found }: { found: CaseOut }) {
  const { t } = useTranslation(['cases', 'common']);
  const [level, setLevel] = useState<ConfidentialityClass>(found.confidentiality);
  const [basis, setBasis] = useState<DisclosureBasis | ''>('');
  const [over, setOver] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const readers = useReaders(found.id, level);
  const { uploads, add, again, remove } = useUploads(found.id, (count) => notifyDone(t('files.sent', { count })));
  const offered = classes.filter((one) => one >= found.confidentiality && (found.myRole !== null || one <= 'K2'));
  const take = (files: FileList | null) => {
    const fields: Fields = { confidentiality: level, ...(basis && { disclosureBasis: basis }) };
    if (files && files.length > 0) add([...files], fields);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    <section
      className={`${css.drop} no-print`}
      data-over={over || undefined}
      aria-label={t('files.send')}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <LeaveGuard when={uploads.some((one) => one.phase !== 'failed')} />
      <Stack gap="xs">
        <Text fw={600}>{t('files.dropHere')}</Text>
        <Text size="sm" className={css.muted}>
          {t('files.kinds', { mib: LARGEST / MIB })}
        </Text>
        <Group align="flex-end">
          {offered.length > 1 && (
            <NativeSelect
              label={t('note.class')}
              data={offered.map((one) => ({ value: one, label: `${one} ${t(`common:secrecy.${one}`)}` }))}
              value={level}
              onChange={(event) => setLevel(event.currentTarget.value as ConfidentialityClass)}
            />
          )}
          <NativeSelect
            label={t('note.basis')}
            data={[{ value: '', label: t('note.noBasis') }, ...bases.map((one) => ({ value: one, label: t(`basis.${one}`) }))]}
            value={basis}
            onChange={(event) => setBasis(event.currentTarget.value as DisclosureBasis | '')}
          />
          <Button leftSection={<IconUpload size={18} aria-hidden />} onClick={() => picker.current?.click()}>
            {t('files.choose')}
          </Button>
          <input
            ref={picker}
            type="file"
            multiple
            hidden
            accept={SUFFIXES}
            data-testid="file"
            onChange={(event) => {
              take(event.currentTarget.files);
              event.currentTarget.value = '';
            }}
          />
        </Group>
        <SecrecyLine level={level} readers={readers} />
        {uploads.length > 0 && (
          <ul className={css.uploads} aria-label={t('files.onTheWay')}>
            {uploads.map((one) => (
              <UploadRow key={one.id} upload={one} onAgain={() => again(one)} onRemove={() => remove(one.id)} />
            ))}
          </ul>
        )}
      </Stack>
    </section>
  );
}
