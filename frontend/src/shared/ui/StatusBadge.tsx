import { IconAlertTriangle, IconCheck, IconCircle, IconCircleDot, IconHourglass, IconMinus } from '@tabler/icons-react';
import css from './StatusBadge.module.css';

export type Tone = 'new' | 'active' | 'waiting' | 'done' | 'late' | 'closed';

const marks = {
  new: IconCircle,
  active: IconCircleDot,
  waiting: IconHourglass,
  done: IconCheck,
  late: IconAlertTriangle,
  closed: IconMinus,
} as const;

/** A status in words; the mark and the tint only repeat them (7.5–10.4:1 on the tint). */
export function StatusBadge({ tone, children }: { tone: Tone; children: string }) {
  const Mark = marks[tone];
  return (
    <span className={css.badge} data-tone={tone}>
      <Mark size={14} aria-hidden />
      {children}
    </span>
  );
}
