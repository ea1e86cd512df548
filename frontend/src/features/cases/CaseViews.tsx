import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useAssignment } from '@/shared/api/me';
import css from './views.module.css';

/** They answer for a whole unit: its cases, and what comes from other schools. */
export const heads: readonly string[] = ['PRINCIPAL', 'DEPUTY_PRINCIPAL'];

/** Mine, to assess, the unit's, those received; the one that is shown is marked also where the address leaves it open. */
export function CaseViews({ here }: { here: 'mina' | 'bedom' | 'enhet' | 'mottagna' | 'franvaro' | 'sok' }) {
  const { t } = useTranslation('cases');
  const assignment = useAssignment();
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
      {assignment && heads.includes(assignment.function) && (
        <Link to="/arenden/mottagna" {...mark('mottagna')}>
          {t('list.received')}
        </Link>
      )}
      {assignment?.function === 'ORGANISER_CASE_OFFICER' && (
        <Link to="/arenden/franvaro" search={{}} {...mark('franvaro')}>
          {t('notices.menu')}
        </Link>
      )}
      <Link to="/arenden/sok" {...mark('sok')}>
        {t('search.title')}
      </Link>
    </nav>
  );
}
