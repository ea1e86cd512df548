import { Popover, UnstyledButton } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import css from './Term.module.css';

/** A word of the field with its one-sentence explanation in place: dotted underline, opened by click or Enter, closed by Escape. */
export function Term({ children, explanation }: { children: ReactNode; explanation: string }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const word = typeof children === 'string' ? children : '';
  return (
    <Popover opened={open} onChange={setOpen} width={300} position="bottom-start" withRoles={false} withArrow shadow="md" returnFocus>
      <Popover.Target>
        <UnstyledButton component="button" type="button" className={css.term} aria-expanded={open} onClick={() => setOpen((o) => !o)}>
          {children}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown role="note" aria-label={t('term.explain', { term: word })} aria-live="polite">
        {explanation}
      </Popover.Dropdown>
    </Popover>
  );
}
