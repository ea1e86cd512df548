import { Title, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AgendaItemOut } from '@/shared/api/generated';
import css from './run.module.css';
import type { Turns } from './useTurn';

interface Props {
  items: readonly AgendaItemOut[];
  current: AgendaItemOut;
  up: string | null;
  turns: Turns;
  choose: (id: string) => void;
}

/** The agenda with minutes used against planned, and which item is up. */
export function RunAgenda({ items, current, up, turns, choose }: Props) {
  const { t } = useTranslation('meetings');
  const used = turns.minutesOn;
  return (
    <nav aria-labelledby="run-items">
      <Title order={2} id="run-items" mb="xs">{t('run.items')}</Title>
      <ol className={css.agenda}>
        {items.map((item) => (
          <li key={item.id}>
            <UnstyledButton className={css.pick} aria-current={item.id === current.id ? 'step' : undefined} onClick={() => choose(item.id)}>
              <span>{item.position}</span>
              <span>
                {item.label}
                {item.id === up && item.id !== current.id && ` · ${t('run.up')}`}
              </span>
              <span className={css.spent} data-over={used(item) > item.plannedMinutes || undefined}>
                {t('run.ofPlanned', { used: used(item), planned: item.plannedMinutes })}
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ol>
    </nav>
  );
}
