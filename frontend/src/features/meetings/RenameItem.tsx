import { ActionIcon, Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeAgendaItem, type AgendaItemOut } from '@/shared/api/generated';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { useNameReason } from '@/shared/ui/useNameReason';
import { useRefresh } from './parts';
import { upon } from './upon';

interface Props {
  meetingId: string;
  item: AgendaItemOut;
}

/** A case item is named by its case: that has no title to change. */
export function RenameItem(props: Props) {
  const { t } = useTranslation('meetings');
  const [open, setOpen] = useState(false);
  const { item } = props;
  if (item.kind === 'CASE' || !item.allowedActions.includes('part.change')) return null;
  return (
    <>
      <ActionIcon variant="subtle" size={36} aria-label={t('agenda.rename', { item: item.label })} onClick={() => setOpen(true)}>
        <IconPencil size={18} aria-hidden />
      </ActionIcon>
      {open && <Dialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

function Dialog({ meetingId, item, onClose }: Props & { onClose: () => void }) {
  const { t } = useTranslation(['meetings', 'common']);
  const refresh = useRefresh(meetingId);
  const name = useNameReason();
  const f = useAppForm({
    initialValues: { title: item.label },
    onStale: () => void refresh.agenda(),
    validate: { title: (v) => (v.trim() ? null : t('agenda.titleMissing')) },
  });
  const save = async ({ title }: { title: string }) => {
    const path = { meetingId, itemId: item.id };
    await name.guarded((nameReason) => changeAgendaItem({ path, headers: upon(item), body: { title: title.trim(), nameReason }, throwOnError: true }));
    await refresh.agenda();
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={t('agenda.renameTitle')} closeButtonProps={{ 'aria-label': t('common:action.close') }}>
      <form {...f.props(save)}>
        <Stack gap="md">
          <ErrorSummary {...f.summary} />
          <TextInput label={`${t('agenda.title')} ${t('common:form.required')}`} description={t('agenda.titleHint')} maxLength={140} data-autofocus {...f.field('title')} />
          {name.field}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button type="submit" loading={f.pending}>
              {t('common:action.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
