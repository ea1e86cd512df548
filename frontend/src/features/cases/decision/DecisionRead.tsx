import { Button, Group, List, Text, Title } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseOut, DecisionOut, ProgrammeOut } from '@/shared/api/generated';
import { together, useFormat } from '@/shared/lib/format';
import { StatusBadge, type Tone } from '@/shared/ui/StatusBadge';
import css from '../cases.module.css';
import { Appeals } from './Appeals';
import { Notifications } from './Notifications';

const tones: Record<DecisionOut['state'], Tone> = { DRAFT: 'waiting', SIGNED: 'done', SUPERSEDED: 'closed', REVOKED: 'late', DISCARDED: 'closed' };

/** A decision as it stands, who has been told, and what came of it. */
export function DecisionRead({ found, one }: { found: CaseOut; one: DecisionOut }) {
  const { t } = useTranslation('cases');
  const headId = useId();
  const signed = one.decidedAt !== null;
  return (
    <article className={css.item} aria-labelledby={headId}>
      <div className={css.noteHead}>
        <Title order={4} id={headId}>
          {one.edition !== null && one.edition > 1 ? t('decision.edition', { kind: one.label, edition: one.edition }) : one.label}
        </Title>
        <StatusBadge tone={tones[one.state]}>{t(`decisionState.${one.state}`)}</StatusBadge>
      </div>
      <SignedBy one={one} />
      {one.ruling && <Text className={css.words} mt="sm">{one.ruling}</Text>}
      {one.programme && <Programme programme={one.programme} />}
      {one.reasons && (
        <>
          <Text fw={600} mt="sm">{t('decision.reasons')}</Text>
          <Text className={css.words}>{one.reasons}</Text>
        </>
      )}
      <Text className={css.by} mt="sm">{one.legalBases.map((basis) => together(`${basis.act} ${basis.section}`)).join(', ')}</Text>
      {signed && (
        <>
          <Group mt="sm" className="no-print">
            <Button
              component="a"
              href={`${one._links.self.href}/document`}
              download={`beslut-${found.number}-${one.edition ?? 1}.pdf`}
              size="sm"
              variant="default"
              leftSection={<IconDownload size={16} aria-hidden />}
              aria-label={t('decision.documentOf', { kind: one.label })}
            >
              {t('decision.document')}
            </Button>
          </Group>
          <Notifications found={found} one={one} />
          <Appeals found={found} one={one} />
        </>
      )}
    </article>
  );
}

function SignedBy({ one }: { one: DecisionOut }) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  if (!one.decidedAt || !one.decidedBy) return null;
  const words = { who: one.decidedBy.name, when: format.instant(one.decidedAt), ref: one.delegationRef ?? '' };
  return <Text className={css.by}>{t(one.delegated ? 'decision.byDelegated' : 'decision.by', words)}</Text>;
}

function Programme({ programme }: { programme: ProgrammeOut }) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  const day = (on: string | null) => (on ? format.day(on) : '–');
  return (
    <>
      <Text fw={600} mt="sm">{t('decision.needs')}</Text>
      <Text className={css.words}>{programme.needs}</Text>
      <Text fw={600} mt="sm">{t('decision.measuresRead')}</Text>
      <List>
        {programme.measures.map((line) => (
          <List.Item key={line.measureId ?? line.text}>{line.text}</List.Item>
        ))}
      </List>
      <Text>{t('decision.followsUp', { day: day(programme.followUpOn), who: programme.followUpBy?.name ?? '–' })}</Text>
      <Text>{t('decision.evaluates', { day: day(programme.evaluateOn), who: programme.evaluateBy?.name ?? '–' })}</Text>
    </>
  );
}
