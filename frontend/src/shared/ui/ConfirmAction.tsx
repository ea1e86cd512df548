import { Alert, Button, Group, Modal, Stack, Text, Textarea, type ButtonProps } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '@/shared/api/problem';

interface Props {
  /** On the page's button. */
  label: string;
  /** Where several buttons have the same word: what this one is about, for those who hear it. */
  of?: string;
  title: string;
  /** What happens and what cannot be undone, in words. */
  consequence: string;
  /** On the button that does it: a verb, never "OK". */
  confirmLabel: string;
  /** Asks for a reason of at least three characters and hands it over. */
  needsReason?: boolean;
  /** Asks for words that may be left out, and hands them over. */
  asks?: { label: string; hint: string };
  /** What the law wants done is no danger, and has no colour of one. */
  duty?: boolean;
  onConfirm: (reason: string) => Promise<unknown>;
  buttonProps?: ButtonProps;
}

export function ConfirmAction({ label, of, buttonProps, ...dialog }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" {...buttonProps} {...(of && { 'aria-label': `${label}: ${of}` })} onClick={() => setOpen(true)}>
        {label}
      </Button>
      {open && <ConfirmDialog {...dialog} onClose={() => setOpen(false)} />}
    </>
  );
}

type DialogProps = Omit<Props, 'label' | 'of' | 'buttonProps'> & { onClose: () => void };

export function ConfirmDialog({ title, consequence, confirmLabel, needsReason, asks, duty, onConfirm, onClose }: DialogProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const [pending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const confirm = async () => {
    if (needsReason && reason.trim().length < 3) return setMissing(true);
    setPending(true);
    setRefusal(null);
    try {
      await onConfirm(reason.trim());
      onClose();
    } catch (error) {
      const problem = asProblem(error);
      setRefusal(problem.detail || t(problem.offline ? 'form.offline' : 'form.unknown'));
      setPending(false);
    }
  };
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <Stack gap="md">
        <Text>{consequence}</Text>
        {needsReason && (
          <Textarea
            label={`${t('confirm.reason')} ${t('form.required')}`}
            description={t('confirm.reasonHint')}
            value={reason}
            onChange={(e) => {
              setReason(e.currentTarget.value);
              setMissing(false);
            }}
            error={missing && t('confirm.reasonMissing')}
            autosize
            minRows={2}
          />
        )}
        {asks && <Textarea label={`${asks.label} ${t('form.optional')}`} description={asks.hint} value={reason} onChange={(e) => setReason(e.currentTarget.value)} maxLength={2000} autosize minRows={2} />}
        {refusal && (
          <Alert role="alert" color="tegel" variant="outline">
            {refusal}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button {...(!duty && { color: 'tegel' })} loading={pending} onClick={() => void confirm()}>
            {confirmLabel}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
