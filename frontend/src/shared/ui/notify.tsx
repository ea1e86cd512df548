import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import i18n from '@/shared/i18n';

const UNDO_MS = 10_000;

/** A short word that something is done. Never holds a child's name: it may be seen over a shoulder. */
export function notifyDone(message: string): void {
  notifications.show({ message, autoClose: 6_000, closeButtonProps: { 'aria-label': i18n.t('action.close') } });
}

/** Done, and can be undone for ten seconds. */
export function notifyUndo(message: string, undo: () => void): void {
  const id = crypto.randomUUID();
  const undoAndHide = () => {
    notifications.hide(id);
    undo();
  };
  notifications.show({
    id,
    autoClose: UNDO_MS,
    closeButtonProps: { 'aria-label': i18n.t('action.close') },
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text>{message}</Text>
        <Button size="compact-sm" variant="default" onClick={undoAndHide}>
          {i18n.t('action.undo')}
        </Button>
      </Group>
    ),
  });
}
