import { Alert, Button, List, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseOut, DecisionOut, NotificationOut } from '@/shared/api/generated';
import { useFormat } from '@/shared/lib/format';
import css from '../cases.module.css';
import { NotifyForm } from './NotifyForm';
import { ReceiptForm } from './ReceiptForm';

/** Who has been told of a decision and until when each may appeal. Nothing is sent from here. */
export function Notifications({ found, one }: { found: CaseOut; one: DecisionOut }) {
  const { t } = useTranslation('cases');
  const [open, setOpen] = useState<string | null>(null);
  const may = one.allowedActions.includes('case.write-decision') && one.state === 'SIGNED';
  // Only its own form: another may have been opened while the first was being saved.
  const close = (which: string) => () => setOpen((now) => (now === which ? null : now));
  return (
    <section aria-label={t('notify.title')}>
      <Text fw={600} mt="sm">
        {t('notify.title')}
      </Text>
      {one.awaitedParties.length > 0 && (
        <Alert variant="outline" my="xs">
          {t('notify.awaiting', { who: one.awaitedParties.map((party) => t(`party.${party}`).toLowerCase()).join(', ') })}
        </Alert>
      )}
      <List>
        {one.notifications.map((told) => (
          <List.Item key={told.id}>
            <Line told={told} />
            {may && told.receivedOn === null && open === null && (
              <Button size="compact-sm" variant="default" ml="xs" onClick={() => setOpen(told.id)} aria-label={t('notify.receivedOf', { name: told.name })}>
                {t('notify.received')}
              </Button>
            )}
            {open === told.id && <ReceiptForm found={found} one={one} told={told} onDone={close(told.id)} />}
          </List.Item>
        ))}
      </List>
      {open === 'new' && <NotifyForm found={found} one={one} onDone={close('new')} />}
      {may && open === null && (
        <Button size="sm" variant={one.awaitedParties.length > 0 ? 'filled' : 'default'} mt="xs" onClick={() => setOpen('new')}>
          {t('notify.add')}
        </Button>
      )}
    </section>
  );
}

function Line({ told }: { told: NotificationOut }) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  const sent = t('notify.sent', { name: told.name, channel: t(`channel.${told.channel}`).toLowerCase(), day: format.day(told.sentOn) });
  const got = told.receivedOn ? t('notify.got', { day: format.day(told.receivedOn) }) : t('notify.notGot');
  const due = told.appealDueOn ? t('notify.due', { day: format.day(told.appealDueOn) }) : '';
  return <span className={css.words}>{[sent, got, due].filter(Boolean).join(' ')}</span>;
}
