import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseOut } from '@/shared/api/generated';
import { ChangeDialog } from './ChangeDialog';
import { ClassDialog } from './secrecy/ClassDialog';
import { CloseDialog } from './CloseDialog';
import { ExportDialog } from './ExportDialog';
import { ReopenDialog } from './ReopenDialog';

const ways = [
  ['case.change', 'change'],
  ['case.classify', 'classify'],
  ['case.export', 'export'],
  ['case.close', 'close'],
  ['case.reopen', 'reopen'],
] as const;
type Way = (typeof ways)[number][1];
const dialogs = { change: ChangeDialog, classify: ClassDialog, export: ExportDialog, close: CloseDialog, reopen: ReopenDialog };

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
      {Dialog && <Dialog found={found} onClose={() => setOpen(null)} />}
    </>
  );
}
