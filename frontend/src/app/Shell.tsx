import { Outlet } from '@tanstack/react-router';
import { useQueryClient } from '@tanstack/react-query';
import { Suspense, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { IdleWatch } from '@/features/identity/IdleWatch';
import { emptyTab } from '@/features/identity/leaving';
import { fetchLater, OneStepNotice, SessionCover } from '@/features/identity/later';
import { listenToOtherTabs } from '@/features/identity/otherTabs';
import { useSession } from '@/features/identity/useSession';
import { useMe } from '@/shared/api/me';
import { BottomBar } from './BottomBar';
import { Footer } from './Footer';
import { Header } from './Header';
import { Rail } from './Rail';
import css from './Shell.module.css';
import { useFocusOnNavigation } from './useFocusOnNavigation';

const TWO_STEPS = 2;

/** Around every page of somebody signed in. When the session ends the page stays, hidden, under the sign-in. */
export function Shell() {
  const { t } = useTranslation('app');
  const { phase } = useSession();
  const queryClient = useQueryClient();
  const main = useRef<HTMLElement>(null);
  useFocusOnNavigation(main);
  useEffect(() => listenToOtherTabs(() => void emptyTab(queryClient, '/logga-in?ut=1')), [queryClient]);
  useEffect(fetchLater, []);
  if (phase === 'none' || phase === 'gone') return null;
  const covered = phase === 'covered';
  return (
    <>
      <div className={css.shell} inert={covered} data-covered={covered || undefined}>
        <a className={css.skip} href="#main">
          {t('skip')}
        </a>
        <Header />
        <Rail />
        <main id="main" ref={main} tabIndex={-1} className={css.main}>
          <Suspense>
            <Notice />
          </Suspense>
          <Outlet />
        </main>
        <Footer />
        <BottomBar />
      </div>
      <IdleWatch />
      <Suspense>{covered && <SessionCover />}</Suspense>
    </>
  );
}

function Notice() {
  return useMe().assurance < TWO_STEPS ? <OneStepNotice /> : null;
}
