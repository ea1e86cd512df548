import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PackClockOut, PackOut } from '@/shared/api/generated';
import { useFormat } from '@/shared/lib/format';
import { AdjustForm } from './AdjustForm';
import css from './legal.module.css';
import { focusHere } from '@/shared/lib/focusHere';

/** A time in words: "5 skoldagar", "samma dag", "genast". */
export function useTime(): (clock: Pick<PackClockOut, 'unit'>, amount: number) => string {
  const { t } = useTranslation('legal');
  return ({ unit }, amount) => {
    if (amount < 0) return t('unit.before', { count: -amount });
    if (amount === 0) return t(unit === 'HOURS' ? 'unit.atOnce' : 'unit.sameDay');
    return t(`unit.${unit}`, { count: amount });
  };
}

export function Clock({ pack, clock }: { pack: PackOut; clock: PackClockOut }) {
  const { t } = useTranslation('legal');
  const { instant } = useFormat();
  const time = useTime();
  const [open, setOpen] = useState(false);
  const [done, setDone] = useState(false);
  const name = clock.since === 'FOLLOW_UP_SET' ? t('clock.longest') : t('clock.span', { since: t(`event.${clock.since}`), until: t(`event.${clock.until}`) });
  const own = clock.adjusted;
  const atOnce = clock.kind === 'STATUTORY_QUALITATIVE' && !clock.adjustable;
  const mayAdjust = clock.adjustable && pack.allowedActions.includes('rule-pack.adjust');
  const close = () => {
    setOpen(false);
    setDone(true);
  };
  return (
    <>
      <div className={css.clock}>
        <div>
          <div>{name}</div>
          <Text c="dimmed" size="sm">
            {t(`clock.kind.${atOnce ? 'STATUTORY_AT_ONCE' : clock.kind}`)}
          </Text>
          {own && (
            <Text size="sm" className={css.prose}>
              {t('clock.own', { day: instant(own.at), name: own.by, reason: own.reason })} {t('clock.proposed', { time: time(clock, clock.proposed) })}
            </Text>
          )}
        </div>
        <b>{time(clock, clock.amount)}</b>
        {mayAdjust && !open && (
          <Button variant="default" size="xs" className="no-print" aria-label={t('clock.changeOf', { clock: name })} ref={done ? focusHere : undefined} onClick={() => setOpen(true)}>
            {t('clock.change')}
          </Button>
        )}
      </div>
      {open && <AdjustForm pack={pack} clock={clock} onDone={close} />}
    </>
  );
}
