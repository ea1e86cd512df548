import { Button, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReceiptOut } from '@/shared/api/generated';
import { useFormat } from '@/shared/lib/format';
import { PageHeader } from '@/shared/ui/PageHeader';
import css from './cases.module.css';

/** The number, and what happens next, when and by whom. */
export function Receipt({ receipt, onAnother }: { receipt: ReceiptOut; onAnother: () => void }) {
  const { t } = useTranslation('cases');
  return (
    <>
      <PageHeader title={t('receipt.title')} lead={t('receipt.number', { number: receipt.number })} />
      <Stack gap="md" maw={720}>
        <div className={css.panel} role="status">
          <WhatNext receipt={receipt} />
        </div>
        <p className={css.urgent}>
          {t('report.now')} <Link to="/orosanmalan">{t('report.how')}</Link>
        </p>
        <Group>
          <Button variant="default" onClick={onAnother}>
            {t('receipt.another')}
          </Button>
          <Link to="/rapportera-oro/mina">{t('receipt.mine')}</Link>
        </Group>
      </Stack>
    </>
  );
}

function WhatNext({ receipt }: { receipt: ReceiptOut }) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  const school = receipt.school.name;
  const day = receipt.assessBy ? format.day(receipt.assessBy) : '';
  const words = () => {
    if (receipt.feltDegraded) return t(receipt.reach === 'ORGANISER' ? 'receipt.degradedORGANISER' : 'receipt.degradedHEADS', { school });
    return t(receipt.reach === 'TRIAGE' ? 'receipt.TRIAGE' : 'receipt.HEADS', { school, day });
  };
  return (
    <>
      <Text fw={650}>{t('receipt.at', { at: format.instant(receipt.receivedAt) })}</Text>
      <Text mt={4}>{words()}</Text>
    </>
  );
}
