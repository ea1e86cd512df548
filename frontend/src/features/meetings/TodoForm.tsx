import { Button, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { createActionItem } from '@/shared/api/generated';
import { listActionItemsQueryKey } from '@/shared/api/generated/@tanstack/react-query.gen';
import { addDays, today } from '@/shared/lib/days';
import { parseDate } from '@/shared/lib/parseDate';
import { useAppForm } from '@/shared/lib/useAppForm';
import { DateField } from '@/shared/ui/DateField';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { dayField } from './dayField';
import css from './meetings.module.css';
import type { Choice } from './usePeople';

const WEEK = 7;

/** Hands out something to do; its owner is one of those invited. */
export function TodoForm({ meetingId, people, onDone }: { meetingId: string; people: readonly Choice[]; onDone?: () => void }) {
  const { t } = useTranslation(['meetings', 'common']);
  const client = useQueryClient();
  const f = useAppForm({
    initialValues: { text: '', ownerId: '', dueOn: addDays(today(), WEEK) },
    validate: {
      text: (v) => (v.trim() ? null : t('todo.textMissing')),
      ownerId: (v) => (v ? null : t('todo.ownerMissing')),
      dueOn: (v) => (parseDate(v, 0) === v ? null : t('todo.dayMissing')),
    },
  });
  const save = async (values: { text: string; ownerId: string; dueOn: string }) => {
    await createActionItem({ body: { meetingId, ...values }, throwOnError: true });
    f.form.reset();
    await client.invalidateQueries({ queryKey: listActionItemsQueryKey() });
    onDone?.();
  };
  return (
    <form {...f.props(save)} className={css.adder} aria-label={t('todo.add')}>
      <Stack gap="sm">
        <ErrorSummary {...f.summary} />
        <TextInput label={t('todo.text')} description={t('todo.textHint')} maxLength={300} {...f.field('text')} />
        <NativeSelect label={t('todo.owner')} data={[{ value: '', label: t('people.choose') }, ...people]} {...f.field('ownerId')} />
        <DateField label={t('todo.dueOn')} {...dayField(f, 'dueOn')} />
        <div>
          <Button type="submit" variant="default" loading={f.pending}>{t('common:action.add')}</Button>
        </div>
      </Stack>
    </form>
  );
}
