import { Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { checkSmartDraft } from '@/shared/api/generated';
import css from './goals.module.css';
import { SmartRows } from './SmartRows';
import { bodyOf, type GoalValues } from './values';

const PAUSE_MS = 700;

/** What the checker says of what stands in the form right now; nothing is stored. */
export function LiveAdvice({ values }: { values: GoalValues }) {
  const { t, i18n } = useTranslation(['goals', 'common']);
  const [settled] = useDebouncedValue(values, PAUSE_MS);
  const body = bodyOf(settled);
  const { data } = useQuery({
    queryKey: ['smart-trial', i18n.language, body],
    queryFn: async () => (await checkSmartDraft({ body, throwOnError: true })).data,
    enabled: body.teamId !== '' && body.title !== '',
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: Infinity,
    gcTime: 0,
  });
  return (
    <aside className={css.advice} aria-labelledby="advice">
      <Title order={2} id="advice" size="h3" mb="xs">
        {t('form.advice')}
      </Title>
      <div aria-live="polite">{data ? <SmartRows rows={data.rows} /> : <Text c="dimmed">{t('form.adviceWait')}</Text>}</div>
      <Text className={css.muted} mt="xs">
        {t('form.adviceLater')}
      </Text>
    </aside>
  );
}
