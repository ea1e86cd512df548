import { Button, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { PatternOut } from '@/shared/api/generated';
import { listCasePatternsOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { useFormat } from '@/shared/lib/format';
import css from './cases.module.css';

/** Themes that many of the unit's cases are about: what to look at around the pupils, with a next step. Nothing where they are few. */
export function Patterns() {
  const { t } = useTranslation('cases');
  const format = useFormat();
  const { data } = useQuery({ ...listCasePatternsOptions(), retry: false });
  if (!data || data.items.length === 0) return null;
  const several = new Set(data.items.map(({ school }) => school.id)).size > 1;
  return (
    <section className={css.panel} aria-labelledby="patterns">
      <Title order={2} size="h3" id="patterns">
        {t('pattern.title')}
      </Title>
      <Text c="dimmed">{t('pattern.lead', { day: format.day(data.since), fewest: data.fewest })}</Text>
      <ul className={css.plain}>
        {data.items.map((one) => (
          <Pattern key={`${one.school.id} ${one.theme}`} pattern={one} showSchool={several} />
        ))}
      </ul>
    </section>
  );
}

function Pattern({ pattern, showSchool }: { pattern: PatternOut; showSchool: boolean }) {
  const { t } = useTranslation('cases');
  const navigate = useNavigate();
  const theme = t(`theme.${pattern.theme}`);
  const open = () => void navigate({ to: '/arenden/nytt', search: { tema: pattern.theme } });
  return (
    <li className={css.pattern}>
      <span>
        {t('pattern.row', { theme, count: pattern.cases })}
        {showSchool && <span className={css.by}>{` · ${pattern.school.name}`}</span>}
      </span>
      <Button size="compact-sm" variant="default" aria-label={t('pattern.openOn', { theme })} onClick={open}>
        {t('pattern.open')}
      </Button>
    </li>
  );
}
