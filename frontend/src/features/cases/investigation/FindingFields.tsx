import { NativeSelect, Stack, Text, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FormField, InvestigationKind, PointOut } from '@/shared/api/generated';
import type { AppForm } from '@/shared/lib/useAppForm';
import css from '../cases.module.css';
import { DayInput } from '../DayInput';
import type { Values } from './values';

const consulting: readonly InvestigationKind[] = ['SPECIAL_SUPPORT', 'ABSENCE'];

/** The questions, what is seen at the three levels side by side, the causes, and the consultation that the law asks for. */
export function FindingFields({ f, kind, points }: { f: AppForm<Values>; kind: InvestigationKind; points: readonly PointOut[] }) {
  const { t } = useTranslation('cases');
  const described = (hint: string, field: FormField) => <Described hint={hint} points={points.filter((point) => point.kind === kind && point.field === field)} />;
  return (
    <>
      <Textarea label={t('investigation.questions')} description={t('investigation.questionsHint')} autosize minRows={2} {...f.field('questions')} />
      <Stack gap={4}>
        <Text fw={650}>{t('investigation.levels')}</Text>
        <Text size="sm" c="dimmed">
          {t('investigation.levelsHint')}
        </Text>
        <div className={css.levels}>
          <Textarea label={t('investigation.individual')} description={described(t('investigation.individualHint'), 'INDIVIDUAL')} autosize minRows={6} {...f.field('findingsIndividual')} />
          <Textarea label={t('investigation.group')} description={described(t('investigation.groupHint'), 'GROUP')} autosize minRows={6} {...f.field('findingsGroup')} />
          <Textarea label={t('investigation.organisation')} description={described(t('investigation.organisationHint'), 'ORGANISATION')} autosize minRows={6} {...f.field('findingsOrganisation')} />
        </div>
      </Stack>
      <Textarea label={t('investigation.causes')} description={described(t('investigation.causesHint'), 'CAUSES')} autosize minRows={3} {...f.field('causeAnalysis')} />
      {consulting.includes(kind) && <DayInput label={t('investigation.consultedOn')} field={f.field('studentHealthConsultedOn')} />}
      {kind === 'SPECIAL_SUPPORT' && f.form.values.studentHealthConsultedOn === '' && (
        <Textarea label={t('investigation.notConsulted')} description={t('investigation.notConsultedHint')} autosize minRows={2} {...f.field('notConsultedReason')} />
      )}
      {kind === 'ABSENCE' && (
        <NativeSelect
          label={t('investigation.supportToo')}
          description={t('investigation.supportTooHint')}
          data={[
            { value: '', label: t('investigation.notConsidered') },
            { value: 'STARTED', label: t('supportToo.STARTED') },
            { value: 'NOT_CALLED_FOR', label: t('supportToo.NOT_CALLED_FOR') },
          ]}
          {...f.field('supportToo')}
        />
      )}
    </>
  );
}

/** What the heading is for, and what the rules of the case have it go into. */
function Described({ hint, points }: { hint: string; points: readonly PointOut[] }) {
  return (
    <>
      {hint}
      {points.map((point) => (
        <span key={point.text} className={css.point}>
          {point.text}
        </span>
      ))}
    </>
  );
}
