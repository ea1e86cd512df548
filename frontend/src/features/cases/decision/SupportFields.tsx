import { Checkbox, Fieldset, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AppForm } from '@/shared/lib/useAppForm';
import css from '../cases.module.css';
import { DayInput } from '../DayInput';
import { forms, formsOf, formsText, type Values } from './values';

const inPerson: readonly string[] = ['SPECIAL_GROUP', 'INDIVIDUAL', 'DISTANCE', 'ADAPTED_COURSE'];

/** In what forms support is given: they say who may decide, and for how long. */
export function SupportFields({ f }: { f: AppForm<Values> }) {
  const { t } = useTranslation('cases');
  const chosen = formsOf(f.form.values.supportForms);
  const put = (next: string[]) => f.form.setFieldValue('supportForms', formsText(forms.filter((form) => next.includes(form))));
  return (
    <Fieldset legend={t('decision.forms')} classNames={{ legend: css.legend }}>
      <Stack gap="sm">
        <Group gap="md">
          {forms.map((form) => (
            <Checkbox
              key={form}
              label={t(`supportForm.${form}`)}
              checked={chosen.includes(form)}
              onChange={(event) => put(event.currentTarget.checked ? [...chosen, form] : chosen.filter((one) => one !== form))}
            />
          ))}
        </Group>
        {chosen.some((form) => inPerson.includes(form)) && <Text>{t('decision.principalOnly')}</Text>}
        <Group align="flex-start" grow preventGrowOverflow={false}>
          <DayInput label={t('decision.startsOn')} field={f.field('startsOn')} />
          <DayInput label={t('decision.endsOn')} field={f.field('endsOn')} />
        </Group>
        {chosen.includes('DISTANCE') && <Text>{t('decision.oneTerm')}</Text>}
      </Stack>
    </Fieldset>
  );
}
