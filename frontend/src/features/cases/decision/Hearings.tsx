import { Button, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseOut, HearingOut } from '@/shared/api/generated';
import { listHearingsOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { useFormat } from '@/shared/lib/format';
import { QueryState } from '@/shared/ui/QueryState';
import { StatusBadge } from '@/shared/ui/StatusBadge';
import css from '../cases.module.css';
import { HearingForm } from './HearingForm';

/** Who has had time to answer before the decision, and what they said (förvaltningslagen 25 §). */
export function Hearings({ found, may }: { found: CaseOut; may: boolean }) {
  const { t } = useTranslation('cases');
  const [open, setOpen] = useState<string | null>(null);
  const query = useQuery(listHearingsOptions({ path: { caseId: found.id } }));
  // Only its own form: another may have been opened while the first was being saved.
  const close = (which: string) => () => setOpen((now) => (now === which ? null : now));
  return (
    <section aria-labelledby="hearings">
      <Title order={3} id="hearings" mb="xs">
        {t('hearing.title')}
      </Title>
      <Text mb="sm">{t('hearing.text')}</Text>
      <QueryState query={query}>
        {({ items }) => (
          <>
            {items.map((one) =>
              open === one.id ? <HearingForm key={one.id} found={found} one={one} onDone={close(one.id)} /> : <Hearing key={one.id} one={one} onChange={() => setOpen(one.id)} />,
            )}
            {open === 'new' && <HearingForm found={found} onDone={close('new')} />}
            {may && open === null && (
              <Button variant="default" size="sm" mt="xs" onClick={() => setOpen('new')}>
                {t(items.length > 0 ? 'hearing.addAnother' : 'hearing.add')}
              </Button>
            )}
          </>
        )}
      </QueryState>
    </section>
  );
}

function Hearing({ one, onChange }: { one: HearingOut; onChange: () => void }) {
  const { t } = useTranslation('cases');
  return (
    <article className={css.item}>
      <div className={css.noteHead}>
        <Text fw={650}>{one.name}</Text>
        <StatusBadge tone={one.state === 'INFORMED' ? 'waiting' : 'done'}>{t(`hearingState.${one.state}`)}</StatusBadge>
      </div>
      <Text className={css.by}>
        <How one={one} />
      </Text>
      {(one.view ?? one.reason) && <Text className={css.words}>{one.view ?? one.reason}</Text>}
      {one.allowedActions.includes('case.write-decision') && one.state === 'INFORMED' && (
        <Button size="sm" variant="default" onClick={onChange}>
          {t('hearing.answered')}
        </Button>
      )}
    </article>
  );
}

function How({ one }: { one: HearingOut }) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  if (one.exception) return t(`hearingException.${one.exception}`);
  const informed = one.informedOn ? t('hearing.informed', { day: format.day(one.informedOn) }) : '';
  const until = one.answerBy ? t('hearing.until', { day: format.day(one.answerBy) }) : '';
  return [informed, until].filter(Boolean).join(', ');
}
