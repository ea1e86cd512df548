import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { listBreakGlassAccessesOptions } from '@/shared/api/generated/@tanstack/react-query.gen';

/** For the principal and whoever leads student health: the way to a case they are not in. */
export function OpenWithReasonLink() {
  const { t } = useTranslation('cases');
  const { data } = useQuery(listBreakGlassAccessesOptions({ query: { limit: 1 } }));
  if (!data?.allowedActions.includes('case.break-glass')) return null;
  return (
    <Text mt="lg" className="no-print">
      {t('glass.needed')} <Link to="/arenden/oppna-med-skal">{t('glass.title')}</Link>
    </Text>
  );
}
