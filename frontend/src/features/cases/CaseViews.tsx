import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import css from './views.module.css';

/** Mine, to assess, the unit's; the one that is shown is marked also where the address leaves it open. */
export function CaseViews({ here }: { here: 'mina' | 'bedom' | 'enhet' | 'sok' }) {
  const { t } = useTranslation('cases');
  const mark = (one: typeof here) => ({ className: css.view, 'aria-current': here === one ? ('page' as const) : undefined });
  return (
    <nav aria-label={t('list.views')} className={css.views}>
      <Link to="/arenden" search={{ vy: 'mina' }} {...mark('mina')}>
        {t('list.mine')}
      </Link>
      <Link to="/arenden/bedom" search={{}} {...mark('bedom')}>
        {t('list.assess')}
      </Link>
      <Link to="/arenden" search={{ vy: 'enhet' }} {...mark('enhet')}>
        {t('list.unit')}
      </Link>
      <Link to="/arenden/sok" {...mark('sok')}>
        {t('search.title')}
      </Link>
    </nav>
  );
}
