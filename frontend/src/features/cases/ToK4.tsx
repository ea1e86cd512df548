import { Alert, Button, Text } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseOut } from '@/shared/api/generated';

const ClassDialog = lazy(() => import('./secrecy/ClassDialog').then((part) => ({ default: part.ClassDialog })));

/** A pupil's personal data have become protected since the case was opened: the class is to follow (C15). */
export function ToK4({ found }: { found: CaseOut }) {
  const { t } = useTranslation('cases');
  const [open, setOpen] = useState(false);
  if (found.confidentiality === 'K4' || found.phase === 'CLOSED' || !found.students.some((pupil) => pupil.protected)) return null;
  const may = found.allowedActions.includes('case.classify');
  return (
    <Alert color="tegel" variant="outline" my="md" title={t('toK4.title')}>
      <Text>{t(may ? 'toK4.text' : 'toK4.ask')}</Text>
      {may && (
        <Button size="sm" mt="xs" onClick={() => setOpen(true)}>
          {t('toK4.raise')}
        </Button>
      )}
      <Suspense>{open && <ClassDialog found={found} onClose={() => setOpen(false)} />}</Suspense>
    </Alert>
  );
}
