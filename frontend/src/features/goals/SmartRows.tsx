import { useTranslation } from 'react-i18next';
import type { GoalOut, SmartRowOut } from '@/shared/api/generated';
import { StatusBadge } from '@/shared/ui/StatusBadge';
import { Term } from '@/shared/ui/Term';
import css from './goals.module.css';
import { smartTones } from './words';

interface Props {
  rows: readonly SmartRowOut[];
  /** Of the goal: before and while the team is asked, what is not accepted is nothing to mend. */
  state?: GoalOut['state'];
}

function standing({ letter, status }: SmartRowOut, state: GoalOut['state'] | undefined): 'LATER' | 'WAITING' | SmartRowOut['status'] {
  if (letter !== 'A' || status === 'OK' || !state) return status;
  if (state === 'DRAFT' || state === 'CHECKED') return 'LATER';
  return state === 'PROPOSED' ? 'WAITING' : status;
}

/** S M A R T, each with its state in words and the advice to it. */
export function SmartRows({ rows, state }: Props) {
  const { t } = useTranslation(['goals', 'common']);
  return (
    <ol className={css.smart}>
      {rows.map((row) => ({ ...row, stands: standing(row, state) })).map((row) => (
        <li key={row.letter}>
          <span className={css.letter} data-status={row.stands} aria-hidden="true">
            {row.letter}
          </span>
          <div className={css.word}>
            <Term explanation={t(`smartHelp.${row.letter}`)}>{t(`smart.${row.letter}`)}</Term>
            <StatusBadge tone={smartTones[row.stands]}>{t(`smartStatus.${row.stands}`)}</StatusBadge>
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
