import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import css from './Shell.module.css';

/** What may not be written here is for those who work here: whoever answers by a link is told nothing of cases. */
export function Footer({ boundary = true }: { boundary?: boolean }) {
  const { t } = useTranslation('app');
  return (
    <footer className={`${css.footer} no-print`}>
      {boundary && (
        <Text size="sm" c="dimmed" maw={780}>
          {t('footer.boundary')}
        </Text>
      )}
      <nav aria-label={t('footer.label')} className={css.footerLinks}>
        <Link to="/tillganglighet">{t('footer.accessibility')}</Link>
        <Link to="/personuppgifter">{t('footer.privacy')}</Link>
      </nav>
    </footer>
  );
}
