import { Link, useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import css from './SectionNav.module.css';

const school = [
  { to: '/skolan', text: 'section.schools' },
  { to: '/skolan/team', text: 'section.teams' },
  { to: '/skolan/grupper', text: 'section.groups' },
  { to: '/skolan/lasar', text: 'section.calendar' },
  { to: '/skolan/professioner', text: 'section.professions' },
  { to: '/skolan/regler', text: 'section.rules' },
] as const;
const settings = [
  { to: '/installningar', text: 'section.people' },
  { to: '/installningar/skolor', text: 'section.units' },
  { to: '/installningar/regelpaket', text: 'section.rulePacks' },
  { to: '/installningar/api-klienter', text: 'section.clients' },
  { to: '/installningar/kallor', text: 'section.sources' },
] as const;

/** The pages below one entry of the rail. */
function SectionNav({ items, label }: { items: typeof school | typeof settings; label: string }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const here = [...items].filter((i) => pathname === i.to || pathname.startsWith(`${i.to}/`)).sort((a, b) => b.to.length - a.to.length)[0];
  return (
    <nav className={`${css.nav} no-print`} aria-label={label}>
      <ul>
        {items.map((item) => (
          <li key={item.to}>
            <Link to={item.to} activeOptions={{ exact: true, includeSearch: false }} className={css.link} aria-current={item === here ? 'page' : undefined}>
              {t(item.text)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

export function SchoolNav() {
  const { t } = useTranslation();
  return <SectionNav items={school} label={t('section.school')} />;
}

export function SettingsNav() {
  const { t } = useTranslation();
  return <SectionNav items={settings} label={t('section.settings')} />;
}
