import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DateField } from '@/shared/ui/DateField';
import { dayField, type GoalFormApi } from './GoalForm';
import css from './goals.module.css';
import { suggestDays } from './values';

/** The planned check-ins, one row each. */
export function CheckInDays({ f }: { f: GoalFormApi }) {
  const { t } = useTranslation(['goals', 'common']);
  const { checkInDays, startOn, deadlineOn } = f.form.values;
  const whole = f.field('checkInDays');
  const suggested = suggestDays(startOn, deadlineOn);
  // The button goes with what it does; focus stays with the days.
  const goes = (act: () => void) => {
    act();
    document.getElementById(whole.id)?.focus({ preventScroll: true });
  };
  return (
    <Stack gap="xs" role="group" aria-label={t('form.days')} id={whole.id} tabIndex={-1} data-silent-focus>
      <div>
        <Text className={css.groupLabel}>{t('form.days')}</Text>
        <Text size="sm" c="dimmed">
          {t('form.daysHint')}
        </Text>
      </div>
      {checkInDays.map((_, i) => (
        // A row is its place in the list: days may be equal while they are typed.
        <div key={i} className={css.dayRow}>
          <DateField label={t('form.dayNumber', { number: i + 1 })} {...(i > 0 && { description: null })} {...dayField(f, `checkInDays.${i}`)} />
          <Button variant="subtle" aria-label={t('form.removeDay', { number: i + 1 })} onClick={() => goes(() => f.form.removeListItem('checkInDays', i))}>
            {t('common:action.remove')}
          </Button>
        </div>
      ))}
      {whole.error && <Text className={css.wrong}>{whole.error}</Text>}
      <Group>
        <Button variant="default" onClick={() => f.form.insertListItem('checkInDays', '')}>
          {t('form.addDay')}
        </Button>
        {checkInDays.length === 0 && suggested.length > 0 && (
          <Button variant="default" onClick={() => goes(() => f.form.setFieldValue('checkInDays', suggested))}>
            {t('form.suggest')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
