import { Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { createRuleAdjustment, type PackClockOut, type PackOut } from '@/shared/api/generated';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { notifyDone } from '@/shared/ui/notify';
import { focusHere } from '@/shared/lib/focusHere';
import css from './legal.module.css';
import { useKeep } from './useKeep';

const MOST = 400;
const SHORTEST = 3;

/** A number of the organiser's own for one clock, with why; or the proposal again. */
export function AdjustForm({ pack, clock, onDone }: { pack: PackOut; clock: PackClockOut; onDone: () => void }) {
  const { t } = useTranslation(['legal', 'common']);
  const keep = useKeep(pack);
  const f = useAppForm({
    initialValues: { amount: String(Math.abs(clock.amount)), reason: '' },
    validate: {
      amount: (v: string) => (/^\d{1,3}$/.test(v.trim()) && Number(v) <= MOST ? null : t('clock.amountMissing')),
      reason: (v: string) => (v.trim().length >= SHORTEST ? null : t('clock.reasonMissing')),
    },
  });
  const send = async (amount: number | null, reason: string) => {
    const body = { clock: clock.code, amount, reason: reason.trim() };
    const { data } = await createRuleAdjustment({ path: { packCode: pack.code }, body, throwOnError: true });
    keep(data);
    notifyDone(t('clock.saved'));
    onDone();
  };
  const proposed = Math.abs(clock.proposed);
  const unit = t(`unit.name.${clock.unit}`);
  const required = (label: string) => `${label} ${t('common:form.required')}`;
  return (
    <form {...f.props(({ amount, reason }) => send(Number(amount) === proposed ? null : Number(amount), reason))} className={css.form}>
      <Stack gap="sm" maw={560}>
        <ErrorSummary {...f.summary} />
        <TextInput label={required(t(clock.proposed < 0 ? 'clock.before' : 'clock.amount', { unit }))} inputMode="numeric" maxLength={3} maw={280} ref={focusHere} {...f.field('amount')} />
        <Textarea label={required(t('clock.reason'))} description={t('clock.reasonHint')} autosize minRows={2} maxLength={2000} {...f.field('reason')} />
        <Text c="dimmed" size="sm">
          {t('clock.keeps')}
        </Text>
        <Group>
          <Button type="submit" loading={f.pending}>
            {t('clock.save')}
          </Button>
          <Button variant="default" onClick={onDone}>
            {t('common:action.cancel')}
          </Button>
          {clock.adjusted && (
            <Button variant="subtle" onClick={() => f.form.setFieldValue('amount', String(proposed))}>
              {t('clock.back')}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}
