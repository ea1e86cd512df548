import { UnstyledButton } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { Link, useRouterState } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Sheet } from '@/shared/ui/Sheet';
import { isHere, useNavigation, type NavEntry } from './navigation';
import css from './Shell.module.css';

const barOrder: readonly string[] = ['FOCUS', 'MEETINGS', 'REPORT_CONCERN', 'CASES'];

/** On a phone: the four most used, reporting a concern in the middle and filled; the rest under "Mer". */
export function BottomBar() {
  const { t } = useTranslation('app');
  const entries = useNavigation();
  const [open, setOpen] = useState(false);
  const path = useRouterState({ select: (s) => s.location.pathname });
  const inBar = barOrder.flatMap((code) => entries.filter((e) => e.code === code));
  const rest = entries.filter((e) => !barOrder.includes(e.code));
  return (
    <nav className={`${css.bar} no-print`} aria-label={t('nav.label')}>
      {inBar.map((e) => (
        <BarLink key={e.code} entry={e} here={isHere(e, path)} />
      ))}
      {rest.length > 0 && (
        <UnstyledButton className={css.barLink} aria-haspopup="dialog" aria-expanded={open} onClick={() => setOpen(true)}>
          <IconDots size={24} aria-hidden />
          {t('nav.more')}
        </UnstyledButton>
      )}
      {open && (
        <Sheet title={t('nav.moreTitle')} onClose={() => setOpen(false)}>
          <ul className={css.more}>
            {rest.map((e) => (
              <li key={e.code}>
                <Link to={e.path as '/'} className={css.railLink} aria-current={isHere(e, path) ? 'page' : undefined} onClick={() => setOpen(false)}>
                  <e.icon size={20} aria-hidden />
                  {t(`nav.${e.code}`)}
                </Link>
              </li>
            ))}
          </ul>
        </Sheet>
      )}
    </nav>
  );
}

function BarLink({ entry, here }: { entry: NavEntry; here: boolean }) {
  const { t } = useTranslation('app');
  const report = entry.code === 'REPORT_CONCERN';
  return (
    <Link to={entry.path as '/'} className={css.barLink} data-report={report || undefined} aria-current={here ? 'page' : undefined}>
      <entry.icon size={24} aria-hidden />
      {t(`nav.${entry.code}`)}
    </Link>
  );
}
