import { Alert, Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseOut } from '@/shared/api/generated';
import { listTransfersOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { QueryState } from '@/shared/ui/QueryState';
import { TransferForm } from './TransferForm';
import { TransferRead } from './TransferRead';

/** What goes along to the pupil's new school, who decided it, and whether it came in hand. */
export function TransferTab({ found }: { found: CaseOut }) {
  const { t } = useTranslation('cases');
  const [adding, setAdding] = useState(false);
  const query = useQuery(listTransfersOptions({ path: { caseId: found.id } }));
  const may = found.allowedActions.includes('case.transfer') && found.phase !== 'CLOSED';
  return (
    <QueryState query={query}>
      {({ items, choices }) => (
        <>
          <Text mb="sm">{t('transfer.text')}</Text>
          {items.length === 0 && !adding && (
            <Alert variant="outline" title={t('transfer.empty')} mb="md">
              {t(may ? 'transfer.emptyText' : 'transfer.emptyRead')}
            </Alert>
          )}
          {may && !adding && (
            <Button mb="md" variant={items.length > 0 ? 'default' : 'filled'} onClick={() => setAdding(true)}>
              {t(items.length > 0 ? 'transfer.addAnother' : 'transfer.add')}
            </Button>
          )}
          {adding && <TransferForm found={found} offered={choices} onDone={() => setAdding(false)} />}
          {items.map((one) => (
            <TransferRead key={one.id} one={one} />
          ))}
        </>
      )}
    </QueryState>
  );
}
