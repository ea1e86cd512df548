import { List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PackGateOut, PackOut, PackTypeOut } from '@/shared/api/generated';
import { together } from '@/shared/lib/format';
import { StatusBadge } from '@/shared/ui/StatusBadge';
import { Clock } from './Clock';
import css from './legal.module.css';

/** One case type, folded: its times with what the organiser has decided, and what must hold before it goes on. */
export function TypeSection({ pack, kind }: { pack: PackOut; kind: PackTypeOut }) {
  const { t } = useTranslation('legal');
  const own = kind.clocks.filter((clock) => clock.adjusted).length;
  const counts = [t('types.clocks', { count: kind.clocks.length })];
  if (kind.gates.length > 0) counts.push(t('types.gates', { count: kind.gates.length }));
  if (own > 0) counts.push(t('types.own', { count: own }));
  return (
    <details className={css.type}>
      <summary>
        <span className={css.name}>{kind.label}</span>
        <span className={css.counts}>{counts.join(' · ')}</span>
        {kind.begins && <StatusBadge tone="new">{t('types.begins')}</StatusBadge>}
        {kind.ends && <StatusBadge tone="waiting">{t('types.ends')}</StatusBadge>}
        {kind.statutory && <span className={css.counts}>{t('types.statutory')}</span>}
      </summary>
      {kind.clocks.length === 0 ? (
        <Text c="dimmed">{t('types.noClocks')}</Text>
      ) : (
        <ul className={css.clocks}>
          {kind.clocks.map((clock) => (
            <li key={clock.code}>
              <Clock pack={pack} clock={clock} />
            </li>
          ))}
        </ul>
      )}
      {kind.gates.length > 0 && <Gates pack={pack} gates={kind.gates} />}
    </details>
  );
}

function Gates({ pack, gates }: { pack: PackOut; gates: readonly PackGateOut[] }) {
  const { t } = useTranslation('legal');
  const cited = (code: string) => pack.legalBases.find((basis) => basis.code === code);
  return (
    <>
      <Text fw={650} mt="sm">
        {t('types.gatesTitle')}
      </Text>
      <List>
        {gates.map((gate) => (
          <List.Item key={gate.code}>
            {gate.text} <span className={css.counts}>{[t(`gate.${gate.severity}`), together(cited(gate.legalBasis)?.section ?? '')].filter(Boolean).join(' · ')}</span>
          </List.Item>
        ))}
      </List>
    </>
  );
}
