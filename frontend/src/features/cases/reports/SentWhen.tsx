import { Group, Radio, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { instantInSweden, parseTime } from '@/shared/lib/times';
import { today } from '@/shared/lib/days';
import { parseDate } from '@/shared/lib/parseDate';
import type { useAppForm } from '@/shared/lib/useAppForm';
import { DayInput } from '../DayInput';

// An alias, not an interface: the values of a form have an index.
export type SentValues = {
  when: 'now' | 'before';
  day: string;
  time: string;
};

export const sentNow = (): SentValues => ({ when: 'now', day: today(), time: '' });

/** Null: now, at the server's time. */
export function sentAt({ when, day, time }: SentValues): string | null {
  return when === 'now' ? null : instantInSweden(day, parseTime(time) ?? '00:00');
}

/** Said of a report that went another way: a day that has been, and a time if it is remembered. */
export function sentRules(wrongDay: string, wrongTime: string) {
  return {
    day: (v: string, all: SentValues) => (all.when === 'now' || (parseDate(v, 0) === v && v <= today()) ? null : wrongDay),
    time: (v: string, all: SentValues) => (all.when === 'now' || !v.trim() || parseTime(v) !== null ? null : wrongTime),
  };
}

interface Props<T extends SentValues> {
  /** The first choice leaves the time as it stands. */
  kept?: boolean;
  form: ReturnType<typeof useAppForm<T>>;
  label: string;
}

export function SentWhen<T extends SentValues>({ form: f, label, kept }: Props<T>) {
  const { t } = useTranslation('cases');
  return (
    <>
      <Radio.Group label={label} {...f.form.getInputProps('when')}>
        <Group mt={6}>
          <Radio value="now" label={t(kept ? 'reports.keptTime' : 'reports.justNow')} />
          <Radio value="before" label={t('reports.earlier')} />
        </Group>
      </Radio.Group>
      {f.form.values.when === 'before' && (
        <Group align="flex-end">
          <DayInput label={t('reports.day')} field={f.field('day')} />
          <TextInput label={t('reports.time')} placeholder="10.42" maxLength={5} w={120} {...f.field('time')} />
        </Group>
      )}
    </>
  );
}
