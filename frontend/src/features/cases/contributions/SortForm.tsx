import { Button, Group, NativeSelect, Stack, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { createContributionSorting, type CaseOut, type ConfidentialityClass, type ContributionOut } from '@/shared/api/generated';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { notifyDone } from '@/shared/ui/notify';
import { SecrecyLine } from '@/shared/ui/SecrecyLine';
import { useJournalReason } from '@/shared/ui/useJournalReason';
import { useCaseWrite } from '../useCaseWrite';
import { useReaders } from '../useReaders';
import { upTo } from '../upTo';

const classes: readonly ConfidentialityClass[] = ['K1', 'K2', 'K3', 'K4'];

interface Props {
  found: CaseOut;
  item: ContributionOut;
  onDone: () => void;
}

/** An answer gets the class it is to have, never below its case; lowered with a reason. */
export function SortForm({ found, item, onDone }: Props) {
  const { t } = useTranslation(['cases', 'common']);
  const changed = useCaseWrite(found.id);
  const journal = useJournalReason();
  const f = useAppForm({ initialValues: { confidentiality: item.confidentiality, reason: '' } });
  const { confidentiality } = f.form.values;
  const readers = useReaders(found.id, confidentiality);
  const save = async (values: typeof f.form.values) => {
    const body = { confidentiality: values.confidentiality, reason: values.reason.trim() || null };
    await journal.guarded((journalReason) => createContributionSorting({ path: { caseId: found.id, contributionId: item.id }, headers: upTo(item), body: { ...body, journalReason }, throwOnError: true }));
    await changed();
    notifyDone(t('question.sorted'));
    onDone();
  };
  return (
    <form {...f.props(save)} aria-label={t('question.sort')}>
      <Stack gap="sm" mt="sm">
        <ErrorSummary {...f.summary} />
        <NativeSelect
          label={t('question.class')}
          data={classes.filter((one) => one >= found.confidentiality).map((one) => ({ value: one, label: `${one} ${t(`common:secrecy.${one}`)}` }))}
          {...f.field('confidentiality')}
        />
        <SecrecyLine level={confidentiality} readers={readers} />
        {confidentiality < item.confidentiality && <Textarea label={`${t('question.reason')} ${t('common:form.required')}`} autosize minRows={2} {...f.field('reason')} />}
        {journal.field}
        <Group>
          <Button type="submit" loading={f.pending}>
            {t('common:action.save')}
          </Button>
          <Button variant="default" onClick={onDone}>
            {t('common:action.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
