import { Link, useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import css from './YearNav.module.css';

const pages = [
  { to: '/lasaret/arshjul', text: 'year.wheel' },
  { to: '/lasaret/mal', text: 'year.goals' },
] as const;

/** The pages of the school year. */
export function YearNav() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  return (
    <nav className={`${css.nav} no-print`} aria-label={t('year.name')}>
      <ul>
        {pages.map((page) => (
          <li key={page.to}>
            <Link to={page.to} className={css.link} aria-current={pathname.startsWith(page.to) ? 'page' : undefined}>
              {t(page.text)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
