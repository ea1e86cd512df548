import { Checkbox } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Theme } from '@/shared/api/generated';
import css from './cases.module.css';
import { themes } from './themes';

export const MOST_THEMES = 4;

interface Props {
  id: string;
  error?: ReactNode;
  value: Theme[];
  onChange: (chosen: Theme[]) => void;
}

/** What a case is about, as codes: several may fit. */
export function ThemesInput({ id, error, value, onChange }: Props) {
  const { t } = useTranslation('cases');
  const choose = (chosen: string[]) => onChange(themes.filter((one) => chosen.includes(one)));
  return (
    <Checkbox.Group id={id} label={t('theme.label')} description={t('theme.hint')} error={error} value={value} onChange={choose}>
      <div className={css.themes}>
        {themes.map((one) => (
          <Checkbox size="md" key={one} value={one} label={t(`theme.${one}`)} />
        ))}
      </div>
    </Checkbox.Group>
  );
}

interface Form {
  field: (path: string) => { id: string; error?: ReactNode };
  form: { setFieldValue: (path: 'themes', chosen: Theme[]) => void };
}

/** What the field needs of a form with `themes`. */
export function themesField(f: Form, value: Theme[]): Props {
  const { id, error } = f.field('themes');
  return { id, error, value, onChange: (chosen) => f.form.setFieldValue('themes', chosen) };
}
