import { List, Text } from '@mantine/core';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormField, PackGateOut, PackOut, PackSectionOut, PackTypeOut } from '@/shared/api/generated';
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
      {kind.sections.length > 0 && <Sections pack={pack} sections={kind.sections} />}
    </details>
  );
}

function Gates({ pack, gates }: { pack: PackOut; gates: readonly PackGateOut[] }) {
  const { t } = useTranslation('legal');
  return (
    <>
      <Text fw={650} mt="sm">
        {t('types.gatesTitle')}
      </Text>
      <List>
        {gates.map((gate) => (
          <List.Item key={gate.code}>
            {gate.text} <span className={css.counts}>{[t(`gate.${gate.severity}`), cited(pack, gate.legalBasis)].filter(Boolean).join(' · ')}</span>
          </List.Item>
        ))}
      </List>
    </>
  );
}

const headings: readonly FormField[] = ['INDIVIDUAL', 'GROUP', 'ORGANISATION', 'CAUSES'];

/** What an investigation goes into, heading by heading of its form. */
function Sections({ pack, sections }: { pack: PackOut; sections: readonly PackSectionOut[] }) {
  const { t } = useTranslation('legal');
  const used = headings.filter((field) => sections.some((one) => one.field === field));
  return (
    <>
      <Text fw={650} mt="sm">
        {t('types.sectionsTitle')}
      </Text>
      {used.map((field) => (
        <Fragment key={field}>
          <Text mt={4}>{t(`field.${field}`)}</Text>
          <List>
            {sections
              .filter((one) => one.field === field)
              .map((one) => (
                <List.Item key={one.code}>
                  {one.text} <span className={css.counts}>{cited(pack, one.legalBasis)}</span>
                </List.Item>
              ))}
          </List>
        </Fragment>
      ))}
    </>
  );
}

function cited(pack: PackOut, code: string): string {
  return together(pack.legalBases.find((basis) => basis.code === code)?.section ?? '');
}
