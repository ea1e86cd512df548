import { Title, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AgendaItemOut } from '@/shared/api/generated';
import css from './run.module.css';

interface Props {
  items: readonly AgendaItemOut[];
  current: AgendaItemOut;
  choose: (id: string) => void;
}

/** The agenda with minutes used against planned. */
export function RunAgenda({ items, current, choose }: Props) {
  const { t } = useTranslation('meetings');
  return (
    <nav aria-labelledby="run-items">
      <Title order={2} id="run-items" mb="xs">{t('run.items')}</Title>
      <ol className={css.agenda}>
        {items.map((item) => (
          <li key={item.id}>
            <UnstyledButton className={css.pick} aria-current={item.id === current.id ? 'step' : undefined} onClick={() => choose(item.id)}>
              <span>{item.position}</span>
              <span>{item.label}</span>
              <span className={css.spent} data-over={item.usedMinutes > item.plannedMinutes || undefined}>
                {t('run.ofPlanned', { used: item.usedMinutes, planned: item.plannedMinutes })}
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ol>
    </nav>
  );
}
