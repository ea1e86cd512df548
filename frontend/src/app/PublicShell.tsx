import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Footer } from './Footer';
import { LanguageSwitch } from './LanguageSwitch';
import css from './Shell.module.css';
import { useFocusOnNavigation } from './useFocusOnNavigation';

/** Around the pages that need no sign-in, and around what has no page. */
export function PublicShell({ children }: { children?: ReactNode }) {
  const { t } = useTranslation();
  const { t: own } = useTranslation('app');
  const answering = useRouterState({ select: ({ location }) => location.pathname === '/svara' });
  const main = useRef<HTMLElement>(null);
  useFocusOnNavigation(main);
  return (
    <div className={css.public}>
      <a className={css.skip} href="#main">
        {own('skip')}
      </a>
      <header className={`${css.header} no-print`}>
        <Link to="/" className={css.name}>
          {t('appName')}
        </Link>
        <LanguageSwitch />
      </header>
      <main id="main" ref={main} tabIndex={-1} className={css.main}>
        {children ?? <Outlet />}
      </main>
      <Footer boundary={!answering} />
    </div>
  );
}
