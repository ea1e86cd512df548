import { Alert, Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { asProblem } from '@/shared/api/problem';
import type { useHits } from './useHits';

/** The next page of what was found, where there is one. */
export function MoreHits({ found, more }: Pick<ReturnType<typeof useHits>, 'found' | 'more'>) {
  const { t } = useTranslation('cases');
  if (!found?.next) return null;
  return (
    <>
      {more.error && (
        <Alert role="alert" color="tegel" variant="outline" mt="md">
          {asProblem(more.error).detail}
        </Alert>
      )}
      <Button variant="default" mt="md" loading={more.isPending} onClick={() => more.mutate()}>
        {t('search.more')}
      </Button>
    </>
  );
}
