import { Text, VisuallyHidden } from '@mantine/core';
import { IconLogout, IconSearch, IconUserCircle, IconUserCog } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSignOut } from '@/features/identity/useSignOut';
import { chooseAssignment, useAssignment, useMe, type Assignment } from '@/shared/api/me';
import { Disclosure, DisclosureItem } from '@/shared/ui/Disclosure';
import { LanguageSwitch } from './LanguageSwitch';
import { useNavigation } from './navigation';
import css from './Shell.module.css';

export function Header() {
  const { t } = useTranslation('app');
  const { t: shared } = useTranslation();
  const me = useMe();
  return (
    <header className={`${css.header} no-print`}>
      <Link to="/" className={css.name}>
        {shared('appName')}
      </Link>
      <AssignmentSwitch />
      <span className={css.year}>{t('schoolYear', { year: me.currentSchoolYear })}</span>
      <SearchLink />
      <span className={css.wideOnly}>
        <LanguageSwitch />
      </span>
      <AccountMenu />
    </header>
  );
}

/** To the page where one searches: what is typed stands there, never in the header of other pages or in an address. */
function SearchLink() {
  const { t } = useTranslation('app');
  if (!useNavigation().some((entry) => entry.code === 'CASES')) return null;
  return (
    <Link to="/arenden/sok" className={css.menuButton}>
      <IconSearch size={20} aria-hidden />
      <span className={css.wideOnly}>{t('search')}</span>
      <VisuallyHidden className={css.narrowOnly}>{t('search')}</VisuallyHidden>
    </Link>
  );
}

function useAssignmentName() {
  const { t } = useTranslation('app');
  const { organiser } = useMe();
  return (a: Assignment) => {
    const where = a.schools.length > 0 ? a.schools.map((s) => s.name).join(', ') : t('assignment.whole', { organiser: organiser.name });
    return `${a.functionLabel.charAt(0).toLocaleUpperCase('sv')}${a.functionLabel.slice(1)} · ${where}`;
  };
}

/** "Kurator · Björkskolan"; a choice where there are several. */
function AssignmentSwitch() {
  const { t } = useTranslation('app');
  const { assignments } = useMe();
  const current = useAssignment();
  const nameOf = useAssignmentName();
  if (!current) return <span className={css.assignment} />;
  const name = nameOf(current);
  if (assignments.length === 1) return <span className={css.assignment}>{name}</span>;
  return (
    <Disclosure label={t('assignment.switch', { current: name })} face={<span className={css.cut}>{name}</span>} className={css.assignment}>
      {(close) =>
        assignments.map((a) => (
          <DisclosureItem
            key={a.id}
            current={a.id === current.id}
            onClick={() => {
              chooseAssignment(a.id);
              close();
            }}
          >
            {nameOf(a)}
          </DisclosureItem>
        ))
      }
    </Disclosure>
  );
}

function AccountMenu() {
  const { t } = useTranslation('app');
  const me = useMe();
  const signOut = useSignOut();
  const navigate = useNavigate();
  const face = (
    <>
      <IconUserCircle size={24} aria-hidden />
      <span className={css.wideOnly}>{me.person.name}</span>
    </>
  );
  return (
    <>
      <Disclosure label={t('account.of', { name: me.person.name })} face={face} align="end">
        {(close) => (
          <>
            <Text size="sm" c="dimmed" px={10} py={6}>
              {me.person.name}
              <br />
              {me.organiser.name}
              <br />
              {t('schoolYear', { year: me.currentSchoolYear })}
            </Text>
            <span className={css.narrowOnly}>
              <LanguageSwitch onChosen={close} />
            </span>
            <DisclosureItem
              onClick={() => {
                close();
                void navigate({ to: '/mitt-konto' });
              }}
            >
              <IconUserCog size={20} aria-hidden />
              {t('account.mine')}
            </DisclosureItem>
            <DisclosureItem
              onClick={() => {
                close();
                signOut.start();
              }}
            >
              <IconLogout size={20} aria-hidden />
              {t('account.signOut')}
            </DisclosureItem>
          </>
        )}
      </Disclosure>
      {signOut.dialog}
    </>
  );
}
