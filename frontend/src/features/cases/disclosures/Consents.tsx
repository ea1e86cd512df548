import { Alert, Button, Group, List, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseOut, ConsentOut, ConsentState } from '@/shared/api/generated';
import { useFormat } from '@/shared/lib/format';
import { StatusBadge, type Tone } from '@/shared/ui/StatusBadge';
import css from '../cases.module.css';
import { ConsentForm } from './ConsentForm';
import { RevokeForm } from './RevokeForm';

const tones: Record<ConsentState, Tone> = { IN_FORCE: 'done', EXPIRED: 'late', REVOKED: 'closed' };

interface Props {
  found: CaseOut;
  items: readonly ConsentOut[];
  may: boolean;
}

/** Who said yes to what, and whether it still holds. */
export function Consents({ found, items, may }: Props) {
  const { t } = useTranslation('cases');
  const [adding, setAdding] = useState(false);
  return (
    <>
      <Text mb="sm">{t('consent.text')}</Text>
      {items.map((one) => (
        <Consent key={one.id} found={found} one={one} />
      ))}
      {adding && <ConsentForm found={found} onDone={() => setAdding(false)} />}
      {may && !adding && (
        <Button variant="default" size="sm" mt="xs" onClick={() => setAdding(true)}>
          {t(items.length > 0 ? 'consent.addAnother' : 'consent.add')}
        </Button>
      )}
    </>
  );
}

function Consent({ found, one }: { found: CaseOut; one: ConsentOut }) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  const [revoking, setRevoking] = useState(false);
  const pupil = found.students.length > 1 ? found.students.find((student) => student.id === one.studentId)?.name : null;
  return (
    <article className={css.item}>
      <div className={css.noteHead}>
        <Text fw={650}>{one.recipient}</Text>
        <StatusBadge tone={tones[one.state]}>{t(`consentState.${one.state}`)}</StatusBadge>
      </div>
      <Text className={css.by}>
        {[t(`recipientKind.${one.recipientKind}`), pupil, t('consent.period', { from: format.day(one.givenOn), to: format.day(one.expiresOn) })].filter(Boolean).join(' · ')}
      </Text>
      <Text className={css.words}>{one.scope}</Text>
      <Text size="sm">{t('consent.givenBy', { names: one.givers.map((giver) => giver.name).join(', '), form: t(`consentForm.${one.form}`).toLowerCase() })}</Text>
      <Text className={css.by}>{t('ledger.recorded', { name: one.recordedBy.name, at: format.instant(one.recordedAt) })}</Text>
      <TakenBack one={one} />
      <Think one={one} />
      {one.allowedActions.includes('case.disclose') && !revoking && (
        <Group mt="xs">
          <Button size="sm" variant="default" aria-label={`${t('consent.revoke')}: ${one.recipient}`} onClick={() => setRevoking(true)}>
            {t('consent.revoke')}
          </Button>
        </Group>
      )}
      {revoking && <RevokeForm found={found} one={one} onDone={() => setRevoking(false)} />}
    </article>
  );
}

/** What the age of the child asks of whoever records it. */
function Think({ one }: { one: ConsentOut }) {
  const { t } = useTranslation('cases');
  if (one.state !== 'IN_FORCE' || one.warnings.length === 0) return null;
  return (
    <Alert variant="outline" mt="xs" title={t('consent.think')}>
      <List size="sm">
        {one.warnings.map((warning) => (
          <List.Item key={warning}>{t(`consentWarning.${warning}`)}</List.Item>
        ))}
      </List>
    </Alert>
  );
}

function TakenBack({ one: { revokedOn, revokedAt, revokedBy } }: { one: ConsentOut }) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  if (!revokedOn || !revokedAt || !revokedBy) return null;
  return <Text size="sm">{t('consent.revokedLine', { by: t(`party.${revokedBy}`).toLowerCase(), day: format.day(revokedOn), at: format.instant(revokedAt) })}</Text>;
}
