import { ActionIcon, Popover, TextInput, type TextInputProps } from '@mantine/core';
import { DatePicker, DatesProvider } from '@mantine/dates';
import '@mantine/dates/styles.css';
import 'dayjs/locale/sv';
import { IconCalendar } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { today } from '@/shared/lib/days';
import { useFormat } from '@/shared/lib/format';
import { parseDate } from '@/shared/lib/parseDate';
import './DateField.css';

interface Props extends Omit<TextInputProps, 'value' | 'onChange' | 'defaultValue'> {
  /** `YYYY-MM-DD`, or empty. What cannot be read is handed on as it was typed, so that the form can say so. */
  value: string;
  onChange: (day: string) => void;
  min?: string;
  max?: string;
}

/** A typed Swedish date and a calendar that the keyboard reaches (focus moves in; Escape brings it back). */
export function DateField({ value, onChange, min, max, ...props }: Props) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const [typing, setTyping] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const isDay = parseDate(value, 0) === value;
  const shown = typing ?? (isDay ? format.day(value) : value);
  const read = (text: string, year: number) => parseDate(text.replace(/^[a-zåäö]{2,7}\.?\s+(?=\d)/i, ''), year);
  // With its year it is a day at once: what follows from it does not move on the page when somebody presses elsewhere.
  const type = (text: string) => {
    setTyping(text);
    const day = read(text, 0);
    if (day) onChange(day);
  };
  const commit = () => {
    if (typing === null) return;
    onChange(read(typing, Number(today().slice(0, 4))) ?? typing.trim());
    setTyping(null);
  };
  const pick = (day: string | null) => {
    setTyping(null);
    onChange(day ?? '');
    setOpen(false);
  };
  const calendarButton = (
    <ActionIcon
      variant="subtle"
      size={32}
      aria-label={t('date.open')}
      aria-haspopup="dialog"
      aria-expanded={open}
      onClick={() => setOpen((o) => !o)}
    >
      <IconCalendar size={20} aria-hidden />
    </ActionIcon>
  );
  return (
    <Popover opened={open} onChange={setOpen} trapFocus returnFocus position="bottom-start" withRoles={false} withinPortal>
      <Popover.Target>
        <TextInput
          autoComplete="off"
          description={t('date.hint')}
          {...props}
          value={shown}
          onChange={(e) => type(e.currentTarget.value)}
          onBlur={commit}
          onKeyDown={(e) => e.key === 'Enter' && commit()}
          styles={{ wrapper: { maxWidth: 240 } }}
          rightSection={calendarButton}
          rightSectionWidth={40}
        />
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={t('date.choose')} className="samsyn-calendar" style={{ '--week-column': `'${t('date.weekColumn')}'` }}>
        <DatesProvider settings={{ locale: i18n.language, firstDayOfWeek: 1, weekendDays: [0, 6] }}>
          <Calendar value={isDay ? value : null} onPick={pick} min={min} max={max} />
        </DatesProvider>
      </Popover.Dropdown>
    </Popover>
  );
}

interface CalendarProps {
  value: string | null;
  onPick: (day: string | null) => void;
  min: string | undefined;
  max: string | undefined;
}

function Calendar({ value, onPick, min, max }: CalendarProps) {
  const { t } = useTranslation();
  return (
    <DatePicker
      value={value}
      onChange={onPick}
      defaultDate={value ?? today()}
      {...(min && { minDate: min })}
      {...(max && { maxDate: max })}
      withWeekNumbers
      hideOutsideDates
      highlightToday
      getDayProps={(day) => (day === (value ?? today()) ? { 'data-autofocus': true } : {})}
      ariaLabels={{
        monthLevelControl: t('date.changeMonth'),
        yearLevelControl: t('date.changeYear'),
        previousMonth: t('date.prevMonth'),
        nextMonth: t('date.nextMonth'),
        previousYear: t('date.prevYear'),
        nextYear: t('date.nextYear'),
        previousDecade: t('date.prevDecade'),
        nextDecade: t('date.nextDecade'),
      }}
    />
  );
}
