import { ActionIcon, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { changeAgendaItem, deleteAgendaItem, type AgendaItemOut } from '@/shared/api/generated';
import { asProblem } from '@/shared/api/problem';
import { ConfirmDialog } from '@/shared/ui/ConfirmAction';
import { notifyDone } from '@/shared/ui/notify';
import css from './meetings.module.css';
import { useRefresh } from './parts';
import { RenameItem } from './RenameItem';
import { upon } from './upon';

const MOST_MINUTES = 480;

interface Props {
  meetingId: string;
  item: AgendaItemOut;
  may: boolean;
  isLast: boolean;
  move: (item: AgendaItemOut, by: -1 | 1, focus: string) => Promise<void>;
}

export function AgendaRow({ meetingId, item, may, isLast, move }: Props) {
  const id = `item-${item.id}`;
  const onKey = (event: KeyboardEvent) => {
    if (!may || !event.altKey || event.target !== event.currentTarget) return;
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    void move(item, event.key === 'ArrowUp' ? -1 : 1, id);
  };
  return (
    <li id={id} className={css.item} tabIndex={may ? 0 : undefined} onKeyDown={onKey}>
      <span className={css.number}>{item.position}</span>
      <Words item={item} may={may} />
      {may && (
        <div className={`${css.tools} no-print`}>
          <Planned key={item.plannedMinutes} meetingId={meetingId} item={item} />
          <RenameItem meetingId={meetingId} item={item} />
          <MoveButton item={item} by={-1} disabled={item.position === 1} move={move} />
          <MoveButton item={item} by={1} disabled={isLast} move={move} />
          <Remove meetingId={meetingId} item={item} />
        </div>
      )}
    </li>
  );
}

function Words({ item, may }: { item: AgendaItemOut; may: boolean }) {
  const { t } = useTranslation(['meetings', 'common']);
  const about = [item.kind === 'CASE' && !item.case ? null : t(`kind.${item.kind}`), item.phase && t(`phase.${item.phase}`)];
  const minutes = item.usedMinutes > 0 ? t('agenda.used', { used: item.usedMinutes, planned: item.plannedMinutes }) : t('agenda.minutes', { count: item.plannedMinutes });
  return (
    <div className={css.name}>
      {item.case ? <a href={item.case.path}>{item.label}</a> : item.label}
      <div className={css.below}>{[...about, may && item.usedMinutes === 0 ? null : minutes].filter(Boolean).join(' · ')}</div>
    </div>
  );
}

function MoveButton({ item, by, disabled, move }: { item: AgendaItemOut; by: -1 | 1; disabled: boolean; move: Props['move'] }) {
  const { t } = useTranslation(['meetings', 'common']);
  const Mark = by < 0 ? IconArrowUp : IconArrowDown;
  const id = `move-${item.id}${by}`;
  return (
    <ActionIcon
      id={id}
      variant="default"
      size={36}
      aria-label={t(by < 0 ? 'agenda.up' : 'agenda.down', { item: item.label })}
      aria-disabled={disabled}
      data-disabled={disabled || undefined}
      onClick={() => !disabled && void move(item, by, id)}
    >
      <Mark size={18} aria-hidden />
    </ActionIcon>
  );
}

/** Saved when one leaves the field; what is no number goes back to what it was. */
function Planned({ meetingId, item }: { meetingId: string; item: AgendaItemOut }) {
  const { t } = useTranslation(['meetings', 'common']);
  const refresh = useRefresh(meetingId);
  const [text, setText] = useState(String(item.plannedMinutes));
  const change = useMutation({
    mutationFn: (plannedMinutes: number) =>
      changeAgendaItem({ path: { meetingId, itemId: item.id }, headers: upon(item), body: { plannedMinutes }, throwOnError: true }),
    onSettled: refresh.agenda,
    onError: (error) => {
      setText(String(item.plannedMinutes));
      notifyDone(asProblem(error).detail || t('common:form.unknown'));
    },
  });
  const save = () => {
    const n = Number(text);
    if (!/^\d{1,3}$/.test(text.trim()) || n > MOST_MINUTES) return setText(String(item.plannedMinutes));
    if (n !== item.plannedMinutes) change.mutate(n);
  };
  return (
    <TextInput
      className={css.minutes}
      aria-label={t('agenda.planned', { item: item.label })}
      inputMode="numeric"
      value={text}
      rightSection={t('run.min')}
      onChange={(e) => setText(e.currentTarget.value)}
      onBlur={save}
      onKeyDown={(e) => e.key === 'Enter' && save()}
    />
  );
}

function Remove({ meetingId, item }: { meetingId: string; item: AgendaItemOut }) {
  const { t } = useTranslation(['meetings', 'common']);
  const refresh = useRefresh(meetingId);
  const [open, setOpen] = useState(false);
  if (!item.allowedActions.includes('part.remove')) return null;
  const remove = async () => {
    await deleteAgendaItem({ path: { meetingId, itemId: item.id }, headers: upon(item), throwOnError: true });
    await refresh.agenda();
  };
  return (
    <>
      <ActionIcon variant="subtle" size={36} aria-label={t('agenda.remove', { item: item.label })} onClick={() => setOpen(true)}>
        <IconTrash size={18} aria-hidden />
      </ActionIcon>
      {open && (
        <ConfirmDialog title={t('agenda.removeTitle')} consequence={t('agenda.removeText')} confirmLabel={t('agenda.removeDo')} onConfirm={remove} onClose={() => setOpen(false)} />
      )}
    </>
  );
}
