import { UnstyledButton } from '@mantine/core';
import { useClickOutside } from '@mantine/hooks';
import { IconChevronDown } from '@tabler/icons-react';
import { useId, useState, type ReactNode } from 'react';
import css from './Disclosure.module.css';

interface Props {
  /** Accessible name of the button; must hold the words that are seen on it. */
  label: string;
  face: ReactNode;
  align?: 'start' | 'end';
  className?: string | undefined;
  children: (close: () => void) => ReactNode;
}

/** A button that opens a small panel below it. Escape, a choice or a click outside closes it; focus returns. */
export function Disclosure({ label, face, align = 'start', className, children }: Props) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const outside = useClickOutside<HTMLDivElement>(() => setOpen(false));
  const close = () => {
    setOpen(false);
    document.getElementById(id)?.focus();
  };
  const leave = (event: React.FocusEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget) && event.relatedTarget) setOpen(false);
  };
  return (
    <div ref={outside} className={`${css.anchor} ${className ?? ''}`} onKeyDown={(e) => e.key === 'Escape' && open && close()} onBlur={leave}>
      <UnstyledButton id={id} className={css.button} aria-label={label} aria-expanded={open} onClick={() => setOpen((o) => !o)}>
        {face}
        <IconChevronDown size={16} aria-hidden />
      </UnstyledButton>
      {open && (
        <div className={css.panel} data-align={align}>
          {children(close)}
        </div>
      )}
    </div>
  );
}

/** One choice in the panel. */
export function DisclosureItem({ current, onClick, children }: { current?: boolean; onClick: () => void; children: ReactNode }) {
  return (
    <UnstyledButton className={css.item} aria-current={current || undefined} onClick={onClick}>
      {children}
    </UnstyledButton>
  );
}
