import { NativeSelect, Stack, Text, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { InvestigationKind } from '@/shared/api/generated';
import type { AppForm } from '@/shared/lib/useAppForm';
import css from '../cases.module.css';
import { DayInput } from '../DayInput';
import type { Values } from './values';

const consulting: readonly InvestigationKind[] = ['SPECIAL_SUPPORT', 'ABSENCE'];

/** The questions, what is seen at the three levels side by side, the causes, and the consultation that the law asks for. */
export function FindingFields({ f, kind }: { f: AppForm<Values>; kind: InvestigationKind }) {
  const { t } = useTranslation('cases');
  return (
    <>
      <Textarea label={t('investigation.questions')} description={t('investigation.questionsHint')} autosize minRows={2} {...f.field('questions')} />
      <Stack gap={4}>
        <Text fw={650}>{t('investigation.levels')}</Text>
        <Text size="sm" c="dimmed">
          {t('investigation.levelsHint')}
        </Text>
        <div className={css.levels}>
          <Textarea label={t('investigation.individual')} description={t('investigation.individualHint')} autosize minRows={6} {...f.field('findingsIndividual')} />
          <Textarea label={t('investigation.group')} description={t('investigation.groupHint')} autosize minRows={6} {...f.field('findingsGroup')} />
          <Textarea label={t('investigation.organisation')} description={t('investigation.organisationHint')} autosize minRows={6} {...f.field('findingsOrganisation')} />
        </div>
      </Stack>
      <Textarea label={t('investigation.causes')} description={t('investigation.causesHint')} autosize minRows={3} {...f.field('causeAnalysis')} />
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
