import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

/** "Möten – Samsyn". Never a child's name: titles end up in history and in screen shares. */
export function useDocumentTitle(title: string): void {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${title} – ${t('appName')}`;
  }, [title, t]);
}
