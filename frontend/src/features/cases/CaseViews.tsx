import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import css from './views.module.css';

/** Mine, to assess, the unit's. The router marks the one that is shown. */
export function CaseViews() {
  const { t } = useTranslation('cases');
  return (
    <nav aria-label={t('list.views')} className={css.views}>
      <Link to="/arenden" search={{ vy: 'mina' }} className={css.view}>
        {t('list.mine')}
      </Link>
      <Link to="/arenden/bedom" search={{}} className={css.view}>
        {t('list.assess')}
      </Link>
      <Link to="/arenden" search={{ vy: 'enhet' }} className={css.view}>
        {t('list.unit')}
      </Link>
    </nav>
  );
}
