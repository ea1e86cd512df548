import { Button, Group } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseOut } from '@/shared/api/generated';

const ways = [
  ['case.change', 'change'],
  ['case.classify', 'classify'],
  ['case.export', 'export'],
  ['case.close', 'close'],
  ['case.reopen', 'reopen'],
] as const;
type Way = (typeof ways)[number][1];
/** Each fetched when it is asked for. */
const dialogs = {
  change: lazy(() => import('./ChangeDialog').then((one) => ({ default: one.ChangeDialog }))),
  classify: lazy(() => import('./secrecy/ClassDialog').then((one) => ({ default: one.ClassDialog }))),
  export: lazy(() => import('./ExportDialog').then((one) => ({ default: one.ExportDialog }))),
  close: lazy(() => import('./CloseDialog').then((one) => ({ default: one.CloseDialog }))),
  reopen: lazy(() => import('./ReopenDialog').then((one) => ({ default: one.ReopenDialog }))),
};

/** What this person may do with the whole case now, as the API says. */
export function CaseActions({ found }: { found: CaseOut }) {
  const { t } = useTranslation('cases');
  const [open, setOpen] = useState<Way | null>(null);
  const offered = ways.filter(([action]) => found.allowedActions.includes(action));
  const Dialog = open && dialogs[open];
  return (
    <>
      <Group gap="xs">
        {offered.map(([action, way]) => (
          <Button key={action} variant="default" size="sm" onClick={() => setOpen(way)}>
            {way === 'export' ? t('export.button') : t(`case.${way}`)}
          </Button>
        ))}
      </Group>
      {Dialog && (
        <Suspense fallback={null}>
          <Dialog found={found} onClose={() => setOpen(null)} />
        </Suspense>
      )}
    </>
  );
}
