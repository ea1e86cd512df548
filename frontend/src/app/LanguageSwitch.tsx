import { UnstyledButton } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { currentLanguage, setLanguage } from '@/shared/i18n';
import css from './Shell.module.css';

/** Names the other language in that language. Labels come from the API too, so what is shown is fetched again. */
export function LanguageSwitch({ onChosen }: { onChosen?: () => void }) {
  const { t } = useTranslation('app');
  const queryClient = useQueryClient();
  const other = currentLanguage() === 'sv' ? 'en' : 'sv';
  const change = async () => {
    onChosen?.();
    await setLanguage(other);
    await queryClient.invalidateQueries();
  };
  return (
    <UnstyledButton className={css.menuButton} lang={other} onClick={() => void change()}>
      {t(`language.${other}`)}
    </UnstyledButton>
  );
}
