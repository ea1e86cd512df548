import { Button, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createDisclosureEnding, type CaseOut, type ConsentOut, type DisclosureOut, type Named } from '@/shared/api/generated';
import { listDisclosuresOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { upTo } from '../upTo';
import { useFormat } from '@/shared/lib/format';
import { ConfirmAction } from '@/shared/ui/ConfirmAction';
import { QueryState } from '@/shared/ui/QueryState';
import { StatusBadge } from '@/shared/ui/StatusBadge';
import css from '../cases.module.css';
import { useCaseWrite } from '../useCaseWrite';
import { DisclosureForm } from './DisclosureForm';

interface Props {
  found: CaseOut;
  consents: readonly ConsentOut[];
  may: boolean;
}

/** What was told to whom, on which ground and when, the newest first. Never edited: corrected by a new line. */
export function Ledger({ found, consents, may }: Props) {
  const { t } = useTranslation('cases');
  const [open, setOpen] = useState<string | null>(null);
  const query = useQuery(listDisclosuresOptions({ path: { caseId: found.id } }));
  const close = () => setOpen(null);
  const form = (partners: readonly Named[], corrects?: DisclosureOut) => (
    <DisclosureForm key={corrects?.id} found={found} consents={consents} partners={partners} corrects={corrects} onDone={close} />
  );
  return (
    <>
      <Text mb="sm">{t('ledger.text')}</Text>
      <QueryState query={query}>
        {({ items, partners }) => (
          <>
            {open === 'new' && form(partners)}
            {may && open === null && (
              <Button size="sm" mb="sm" onClick={() => setOpen('new')}>
                {t('ledger.add')}
              </Button>
            )}
            {items.length === 0 && <Text c="dimmed">{t('ledger.empty')}</Text>}
            {[...items].reverse().map((line) => (
              <div key={line.id}>
                <Line found={found} line={line} corrected={items.some((other) => other.correctsId === line.id)} onCorrect={may && open === null ? () => setOpen(line.id) : undefined} />
                {open === line.id && form(partners, line)}
              </div>
            ))}
          </>
        )}
      </QueryState>
    </>
  );
}

interface LineProps {
  found: CaseOut;
  line: DisclosureOut;
  corrected: boolean;
  onCorrect?: () => void;
}

function Line({ found, line, corrected, onCorrect }: LineProps) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  const changed = useCaseWrite(found.id);
  const end = async () => {
    await createDisclosureEnding({ path: { caseId: found.id, disclosureId: line.id }, headers: upTo(line), throwOnError: true });
    await changed();
  };
  return (
    <article className={css.item}>
      <div className={css.noteHead}>
        <Text fw={650}>{line.recipient}</Text>
        {corrected && <StatusBadge tone="closed">{t('ledger.corrected')}</StatusBadge>}
        {line.shown && <StatusBadge tone="active">{t('ledger.shown')}</StatusBadge>}
      </div>
      <What line={line} />
      <Shared line={line} />
      <Text className={css.by}>{t('ledger.recorded', { name: line.recordedBy.name, at: format.instant(line.recordedAt) })}</Text>
      <Group mt="xs">
        {line.allowedActions.includes('case.disclose') && line.partner && (
          <ConfirmAction
            label={t('ledger.end')}
            of={line.recipient}
            title={t('ledger.endTitle', { name: line.partner.name })}
            consequence={t('ledger.endText')}
            confirmLabel={t('ledger.end')}
            onConfirm={end}
            buttonProps={{ size: 'compact-sm' }}
          />
        )}
        {onCorrect && !corrected && (
          <Button variant="default" size="compact-sm" aria-label={`${t('ledger.correct')}: ${line.recipient}`} onClick={onCorrect}>
            {t('ledger.correct')}
          </Button>
        )}
      </Group>
    </article>
  );
}

function What({ line }: { line: DisclosureOut }) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  return (
    <>
      <Text className={css.by}>
        {[t(`recipientKind.${line.recipientKind}`), format.day(line.toldOn), line.channel && t(`channel.${line.channel}`), t(`basis.${line.basis}`)].filter(Boolean).join(' · ')}
      </Text>
      <Text className={css.words}>{line.what}</Text>
      {line.purpose && <Text size="sm">{t('ledger.purposeLine', { text: line.purpose })}</Text>}
      {line.reason && <Text size="sm">{t('ledger.reasonLine', { text: line.reason })}</Text>}
    </>
  );
}

/** With which partner, and until when. */
function Shared({ line: { partner, sharedUntil, endedAt, shown } }: { line: DisclosureOut }) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  if (!partner || !sharedUntil) return null;
  if (endedAt) return <Text size="sm">{t('ledger.sharedEnded', { name: partner.name, at: format.instant(endedAt) })}</Text>;
  return <Text size="sm">{t(shown ? 'ledger.sharedUntilLine' : 'ledger.sharedOver', { name: partner.name, day: format.day(sharedUntil) })}</Text>;
}
