import { useTranslation } from 'react-i18next';
import type { SmartRowOut } from '@/shared/api/generated';
import { StatusBadge } from '@/shared/ui/StatusBadge';
import { Term } from '@/shared/ui/Term';
import css from './goals.module.css';
import { smartTones } from './words';

/** S M A R T, each with its state in words and the advice to it. */
export function SmartRows({ rows }: { rows: readonly SmartRowOut[] }) {
  const { t } = useTranslation(['goals', 'common']);
  return (
    <ol className={css.smart}>
      {rows.map((row) => (
        <li key={row.letter}>
          <span className={css.letter} data-status={row.status} aria-hidden="true">
            {row.letter}
          </span>
          <div className={css.word}>
            <Term explanation={t(`smartHelp.${row.letter}`)}>{t(`smart.${row.letter}`)}</Term>
            <StatusBadge tone={smartTones[row.status]}>{t(`smartStatus.${row.status}`)}</StatusBadge>
          </div>
          {row.hints.length > 0 && (
            <ul className={css.hints}>
              {row.hints.map((hint) => (
                <li key={hint.code}>{hint.text}</li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ol>
  );
}
