import { Fieldset, Group, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DecisionOut } from '@/shared/api/generated';
import type { AppForm } from '@/shared/lib/useAppForm';
import css from '../cases.module.css';
import { DayInput } from '../DayInput';
import { PersonSelect } from '../PersonSelect';
import { tookPart, type Values } from './values';

interface Props {
  f: AppForm<Values>;
  one: DecisionOut;
  schoolId: string;
}

/** What the law asks of an action programme. */
export function ProgrammeFields({ f, one, schoolId }: Props) {
  const { t } = useTranslation('cases');
  const nobody = t('decision.nobody');
  return (
    <>
      <Textarea label={t('decision.needs')} description={t('decision.needsHint')} autosize minRows={3} {...f.field('needs')} />
      <Textarea label={t('decision.measures')} description={t('decision.measuresHint')} autosize minRows={3} {...f.field('measures')} />
      <Group align="flex-end" grow preventGrowOverflow={false}>
        <DayInput label={t('decision.followUpOn')} field={f.field('followUpOn')} />
        <Person label={t('decision.followUpBy')} also={one.programme?.followUpBy} field={f.field('followUpById')} schoolId={schoolId} empty={nobody} />
      </Group>
      <Group align="flex-end" grow preventGrowOverflow={false}>
        <DayInput label={t('decision.evaluateOn')} field={f.field('evaluateOn')} />
        <Person label={t('decision.evaluateBy')} also={one.programme?.evaluateBy} field={f.field('evaluateById')} schoolId={schoolId} empty={nobody} />
      </Group>
      <Textarea label={t('decision.studentPart')} description={t('decision.studentPartHint')} autosize minRows={2} {...f.field('studentPart')} />
      <Guardian f={f} number={1} />
      <Guardian f={f} number={2} />
    </>
  );
}

function Person({ also, ...props }: Parameters<typeof PersonSelect>[0]) {
  return <PersonSelect {...props} {...(also && props.field.value === also.id ? { also } : {})} />;
}

function Guardian({ f, number }: { f: AppForm<Values>; number: 1 | 2 }) {
  const { t } = useTranslation(['cases', 'common']);
  const parts = [{ value: '', label: t('common:form.choose') }, ...tookPart.map((one) => ({ value: one, label: t(`tookPart.${one}`) }))];
  return (
    <Fieldset legend={t(`decision.guardian${number}`)} classNames={{ legend: css.legend }}>
      <Stack gap="sm">
        <TextInput label={t('decision.guardianName')} {...f.field(`guardian${number}`)} />
        <Group align="flex-end" grow preventGrowOverflow={false}>
          <DayInput label={t('decision.invitedOn')} field={f.field(`guardian${number}Invited`)} />
          <NativeSelect label={t('decision.took')} data={parts} {...f.field(`guardian${number}Took`)} />
        </Group>
        <Textarea label={`${t('decision.view')} ${t('common:form.optional')}`} autosize minRows={1} {...f.field(`guardian${number}View`)} />
      </Stack>
    </Fieldset>
  );
}
