import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import css from './meetings.module.css';

export type MeetingView = 'vecka' | 'kommande' | 'tidigare' | 'serier' | 'att-gora';

const views = [
  { view: 'vecka', word: 'week' },
  { view: 'kommande', word: 'upcoming' },
  { view: 'tidigare', word: 'past' },
  { view: 'serier', word: 'series' },
  { view: 'att-gora', word: 'todo' },
] as const;

/** The ways to look at meetings, each with its address. */
export function MeetingTabs({ here }: { here: MeetingView }) {
  const { t } = useTranslation('meetings');
  return (
    <nav aria-label={t('views.label')} className="no-print">
      <ul className={css.tabs}>
        {views.map(({ view, word }) => (
          <li key={view}>
            <Way view={view} here={here === view} label={t(`views.${word}`)} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Way({ view, here, label }: { view: MeetingView; here: boolean; label: string }) {
  const current = { 'aria-current': here ? ('page' as const) : undefined, activeOptions: { exact: true } };
  if (view === 'serier') return <Link to="/moten/serier" {...current}>{label}</Link>;
  if (view === 'att-gora') return <Link to="/moten/att-gora" {...current}>{label}</Link>;
  return <Link to="/moten" search={view === 'vecka' ? {} : { visa: view }} {...current}>{label}</Link>;
}
