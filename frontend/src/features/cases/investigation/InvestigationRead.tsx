import { Text } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { InvestigationOut } from '@/shared/api/generated';
import { useFormat } from '@/shared/lib/format';
import css from '../cases.module.css';
import { InvestigationHead } from './InvestigationHead';

/** As it stands: completed, or not the reader's to write in. */
export function InvestigationRead({ one }: { one: InvestigationOut }) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  const id = useId();
  const consulted = one.studentHealthConsultedOn ? format.day(one.studentHealthConsultedOn) : one.notConsultedReason;
  return (
    <article className={css.item} aria-labelledby={id}>
      <InvestigationHead one={one} id={id} />
      <Part title={t('investigation.questions')} text={one.questions} />
      <Findings one={one} />
      <Part title={t('investigation.causes')} text={one.causeAnalysis} />
      <Part title={t('investigation.consultedOn')} text={consulted} />
      {one.supportToo && <Part title={t('investigation.supportToo')} text={t(`supportToo.${one.supportToo}`)} />}
      <Part title={t(isUnneeded(one) ? 'investigation.notNeededReason' : 'investigation.conclusionReason')} text={one.conclusionReason} />
    </article>
  );
}

const isUnneeded = (one: InvestigationOut) => one.conclusion === 'INVESTIGATION_NOT_NEEDED';

/** At the three levels; what was not investigated has no findings to be missed. */
function Findings({ one }: { one: InvestigationOut }) {
  const { t } = useTranslation('cases');
  const found = [one.findingsIndividual, one.findingsGroup, one.findingsOrganisation];
  if (isUnneeded(one) && found.every((text) => text === null)) return null;
  return (
    <div className={css.levels}>
      <Part title={t('investigation.individual')} text={one.findingsIndividual ?? t('investigation.nothing')} />
      <Part title={t('investigation.group')} text={one.findingsGroup ?? t('investigation.nothing')} />
      <Part title={t('investigation.organisation')} text={one.findingsOrganisation ?? t('investigation.nothing')} />
    </div>
  );
}

function Part({ title, text }: { title: string; text: string | null }) {
  if (text === null) return null;
  return (
    <div>
      <Text component="h3" fw={650} mt="sm">
        {title}
      </Text>
      <Text className={css.words}>{text}</Text>
    </div>
  );
}
