import { CloseButton, Title } from '@mantine/core';
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFocusBack } from '@/shared/lib/useFocusBack';
import { Sheet } from '@/shared/ui/Sheet';
import { LIST_ID } from './ActivityList';
import type { Placed } from './items';
import css from './page.module.css';

interface Props {
  rows: readonly Placed[];
  /** Whether there is room beside the circle; else it comes from below. */
  beside: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** The frame of what was chosen. */
export function Chosen({ rows, beside, onClose, children }: Props) {
  const { t } = useTranslation(['wheel', 'common']);
  const [first] = rows;
  if (!first) return null;
  const title = rows.length > 1 ? t('activity.several', { count: rows.length }) : first.item.title;
  if (beside) {
    return (
      <Panel title={title} onClose={onClose}>
        {children}
      </Panel>
    );
  }
  return (
    <Sheet title={title} onClose={onClose}>
      {children}
    </Sheet>
  );
}

/** Takes focus when it opens and gives it back when it closes, so that the keyboard does not have to search. */
function Panel({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const { t } = useTranslation(['wheel', 'common']);
  const heading = useRef<HTMLHeadingElement>(null);
  useFocusBack(LIST_ID);
  useEffect(() => heading.current?.focus(), []);
  const onKeyDown = (event: KeyboardEvent) => event.key === 'Escape' && onClose();
  return (
    // The button does the same as Escape.
    <section className={`${css.panel} no-print`} aria-labelledby="panel" onKeyDown={onKeyDown}>
      <div className={css.panelHead}>
        <Title order={2} id="panel" size="h3" ref={heading} tabIndex={-1} data-silent-focus>
          {title}
        </Title>
        <CloseButton aria-label={t('activity.close')} onClick={onClose} />
      </div>
      {children}
    </section>
  );
}
