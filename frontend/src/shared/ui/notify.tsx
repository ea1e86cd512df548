import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import i18n from '@/shared/i18n';
import { focusOn } from '@/shared/lib/useFocusBack';

const UNDO_MS = 10_000;

const DONE = 'done';

/** A short word that something is done, in the place of the one before it. Never holds a child's name: it may be seen over a shoulder. */
export function notifyDone(message: string): void {
  notifications.hide(DONE);
  notifications.show({ id: DONE, message, autoClose: 6_000, closeButtonProps: { 'aria-label': i18n.t('action.close') } });
}

const shown = new Map<string, string>();

/**
 * Done, and can be undone for ten seconds. What is done after it to the same thing (`about`, its id) takes its place:
 * only the last can be undone. Focus goes back to where it was.
 */
export function notifyUndo(message: string, undo: () => void, about?: string): void {
  const id = crypto.randomUUID();
  const before = document.activeElement;
  const undoAndHide = () => {
    notifications.hide(id);
    undo();
    if (!focusOn(before)) focusOn(document.querySelector('main'));
  };
  if (about) {
    const earlier = shown.get(about);
    if (earlier) notifications.hide(earlier);
    shown.set(about, id);
  }
  notifications.show({
    id,
    autoClose: UNDO_MS,
    onClose: () => about && shown.get(about) === id && shown.delete(about),
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
