import { Button, Group, NativeSelect, Stack, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { createBestInterestAssessment, type CaseOut, type ChildVoiceOut, type ConfidentialityClass, type Interest } from '@/shared/api/generated';
import { listChildVoicesOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { notifyDone } from '@/shared/ui/notify';
import { QueryState } from '@/shared/ui/QueryState';
import { SecrecyLine } from '@/shared/ui/SecrecyLine';
import { useJournalReason } from '@/shared/ui/useJournalReason';
import css from '../cases.module.css';
import { useCaseWrite } from '../useCaseWrite';
import { useReaders } from '../useReaders';
import { InterestFields, VoiceFields } from './InterestFields';
import { interests } from './interests';

const classes: readonly ConfidentialityClass[] = ['K1', 'K2', 'K3', 'K4'];

interface Props {
  found: CaseOut;
  onDone: () => void;
}

/** The child's own voices in the case are asked for first: the weighing rests on them. */
export function BestInterestForm(props: Props) {
  const query = useQuery(listChildVoicesOptions({ path: { caseId: props.found.id } }));
  return <QueryState query={query}>{({ items }) => <Form {...props} voices={items.filter((one) => one.perspective === 'CHILD_OWN')} />}</QueryState>;
}

function start(found: CaseOut, voices: readonly ChildVoiceOut[]) {
  return {
    studentId: found.students[0]?.id ?? '',
    chosen: [] as Interest[],
    texts: Object.fromEntries(interests.map((one) => [one, ''])) as Record<Interest, string>,
    voiceIds: voices.map((one) => one.id),
    alternatives: '',
    weighedAgainst: '',
    conclusion: '',
    confidentiality: found.confidentiality,
  };
}
export type Values = ReturnType<typeof start>;

function Form({ found, onDone, voices }: Props & { voices: readonly ChildVoiceOut[] }) {
  const { t } = useTranslation(['cases', 'common']);
  const changed = useCaseWrite(found.id);
  const journal = useJournalReason();
  const f = useAppForm<Values>({
    initialValues: start(found, voices),
    validate: {
      weighedAgainst: (v) => (v.trim() ? null : t('best.weighedMissing')),
      conclusion: (v) => (v.trim() ? null : t('best.conclusionMissing')),
    },
  });
  const { studentId, chosen, texts, voiceIds, confidentiality } = f.form.values;
  const readers = useReaders(found.id, confidentiality);
  const ofPupil = voices.filter((one) => one.studentId === null || one.studentId === studentId);
  const save = async ({ chosen: some, texts: said, ...rest }: Values) => {
    const body = {
      ...rest,
      studentId: rest.studentId || null,
      interests: some.map((interest) => ({ interest, text: said[interest].trim() })),
      voiceIds: ofPupil.map((one) => one.id).filter((id) => voiceIds.includes(id)),
    };
    await journal.guarded((journalReason) => createBestInterestAssessment({ path: { caseId: found.id }, body: { ...body, journalReason }, throwOnError: true }));
    await changed();
    notifyDone(t('best.saved'));
    onDone();
  };
  const offered = classes.filter((one) => one >= found.confidentiality && (found.myRole !== null || one <= 'K2'));
  const required = (label: string) => `${label} ${t('common:form.required')}`;
  return (
    <form {...f.props(save)} className={css.item} aria-label={t('best.add')}>
      <Stack gap="md">
        <ErrorSummary {...f.summary} />
        {found.students.length > 1 && (
          <NativeSelect label={t('best.pupil')} data={found.students.map((one) => ({ value: one.id, label: one.name ?? t('pupils.hidden') }))} {...f.field('studentId')} />
        )}
        <InterestFields f={f} chosen={chosen} texts={texts} />
        <VoiceFields f={f} voices={ofPupil} value={voiceIds} />
        <Textarea label={t('best.alternatives')} description={t('best.alternativesHint')} autosize minRows={2} {...f.field('alternatives')} />
        <Textarea label={required(t('best.weighedAgainst'))} description={t('best.weighedHint')} autosize minRows={2} {...f.field('weighedAgainst')} />
        <Textarea label={required(t('best.conclusion'))} autosize minRows={2} {...f.field('conclusion')} />
        {journal.field}
        {offered.length > 1 && (
          <NativeSelect
            label={t('note.class')}
            description={t('best.classHint')}
            data={offered.map((one) => ({ value: one, label: `${one} ${t(`common:secrecy.${one}`)}` }))}
            {...f.field('confidentiality')}
          />
        )}
        <SecrecyLine level={confidentiality} readers={readers} />
        <Group>
          <Button type="submit" loading={f.pending}>
            {t('best.save')}
          </Button>
          <Button variant="default" onClick={onDone}>
            {t('common:action.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
