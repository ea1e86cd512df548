import { Link, useRouterState } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isHere, useNavigation } from './navigation';
import css from './Shell.module.css';

/** The left rail with words, on wide screens. */
export function Rail() {
  const { t } = useTranslation('app');
  const entries = useNavigation();
  const path = useRouterState({ select: (s) => s.location.pathname });
  return (
    <nav className={`${css.rail} no-print`} aria-label={t('nav.label')}>
      <ul>
        {entries.map((e) => (
          <li key={e.code}>
            <Link to={e.path as '/'} className={css.railLink} data-report={e.code === 'REPORT_CONCERN' || undefined} aria-current={isHere(e, path) ? 'page' : undefined}>
              <e.icon size={20} aria-hidden />
              {t(`nav.${e.code}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
