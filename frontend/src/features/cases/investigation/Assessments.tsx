import { Button, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deleteAssessmentReference, type AssessmentKind, type AssessmentReferenceOut, type CaseOut } from '@/shared/api/generated';
import { ifMatch } from '@/shared/api/etag';
import { listAssessmentReferencesOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { useFormat } from '@/shared/lib/format';
import { ConfirmAction } from '@/shared/ui/ConfirmAction';
import { StatusBadge } from '@/shared/ui/StatusBadge';
import css from '../cases.module.css';
import { useCaseWrite } from '../useCaseWrite';
import { AssessmentForm } from './AssessmentForm';

/** Assessments that lie elsewhere (skollagen 7:5): who, when and where. Nothing in cases that neither ask for them nor have any. */
export function Assessments({ found }: { found: CaseOut }) {
  const { t } = useTranslation('cases');
  const [adding, setAdding] = useState(false);
  const held = useQuery(listAssessmentReferencesOptions({ path: { caseId: found.id } })).data;
  if (!held || (!held.asked && held.items.length === 0)) return null;
  const may = found.myRole !== null && found.allowedActions.includes('case.investigate');
  const first = held.lackingKinds[0] ?? 'PEDAGOGICAL';
  return (
    <section className={`${css.item} ${css.apart}`} aria-labelledby="assessments">
      <Title order={3} id="assessments">
        {t('assessment.title')}
      </Title>
      <Text size="sm" c="dimmed">
        {t('assessment.text')}
      </Text>
      {held.asked && <Lacking kinds={held.lackingKinds} />}
      {held.items.map((one) => (
        <Reference key={one.id} one={one} found={found} may={may} />
      ))}
      {may && !adding && (
        <Button variant="default" mt="sm" onClick={() => setAdding(true)}>
          {t('assessment.add')}
        </Button>
      )}
      {adding && <AssessmentForm key={first} found={found} first={first} onDone={() => setAdding(false)} />}
    </section>
  );
}

function Lacking({ kinds }: { kinds: readonly AssessmentKind[] }) {
  const { t } = useTranslation('cases');
  const words = kinds.map((kind) => t(`assessmentKind.${kind}`).toLowerCase()).join(', ');
  return (
    <Text my="xs">
      {words ? <StatusBadge tone="waiting">{t('assessment.lacking', { kinds: words })}</StatusBadge> : <StatusBadge tone="done">{t('assessment.complete')}</StatusBadge>}
    </Text>
  );
}

function Reference({ one, found, may }: { one: AssessmentReferenceOut; found: CaseOut; may: boolean }) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  const changed = useCaseWrite(found.id);
  const remove = async () => {
    await deleteAssessmentReference({ path: { caseId: found.id, assessmentReferenceId: one.id }, headers: ifMatch(found), throwOnError: true });
    await changed();
  };
  return (
    <article className={css.item}>
      <div className={css.noteHead}>
        <strong>{t(`assessmentKind.${one.kind}`)}</strong>
        <span>{one.madeBy}</span>
        <span className={css.by}>{format.day(one.madeOn)}</span>
      </div>
      <Text className={css.words}>{t('assessment.lies', { where: one.keptWhere })}</Text>
      {may && (
        <ConfirmAction
          label={t('assessment.remove')}
          of={t(`assessmentKind.${one.kind}`)}
          title={t('assessment.removeTitle')}
          consequence={t('assessment.removeText')}
          confirmLabel={t('assessment.remove')}
          onConfirm={remove}
          buttonProps={{ size: 'compact-sm', mt: 6 }}
        />
      )}
    </article>
  );
}
