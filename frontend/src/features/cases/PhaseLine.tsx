import { IconCheck, IconCircleDot } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CaseOut } from '@/shared/api/generated';
import css from './cases.module.css';

/** Where the case is among the phases of its type. */
export function PhaseLine({ found }: { found: CaseOut }) {
  const { t } = useTranslation('cases');
  const at = found.phases.indexOf(found.phase);
  return (
    <ol className={css.phases} aria-label={t('case.phases')}>
      {found.phases.map((phase, n) => (
        <li key={phase} className={css.phase} aria-current={phase === found.phase ? 'step' : undefined}>
          {n < at && <IconCheck size={14} aria-hidden />}
          {n === at && <IconCircleDot size={14} aria-hidden />}
          {t(`phase.${phase}`)}
          {n === at && <span className="vh">{`, ${t('case.here')}`}</span>}
        </li>
      ))}
    </ol>
  );
}
