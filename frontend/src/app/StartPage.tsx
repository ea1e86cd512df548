import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/shared/api/me';
import { PageHeader } from '@/shared/ui/PageHeader';
import { useNavigation } from './navigation';
import css from './Shell.module.css';

/** Where one lands: what there is to do here, one sentence each. */
export function StartPage() {
  const { t } = useTranslation('app');
  const { person, assignments } = useMe();
  const entries = useNavigation().flatMap((e) => (e.code === 'FOCUS' ? [] : [e]));
  return (
    <>
      <PageHeader title={t('start.title')} lead={t('start.lead', { name: person.name })} />
      {assignments.length === 0 && <Text>{t('start.none')}</Text>}
      <ul className={css.tiles}>
        {entries.map((e) => (
          <li key={e.code}>
            <Link to={e.path as '/'} className={css.tile}>
              <e.icon size={24} aria-hidden />
              <span>
                <strong>{t(`nav.${e.code}`)}</strong>
                <br />
                {t(`about.${e.code}`)}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
