import { List, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChildWelfareReportOut } from '@/shared/api/generated';
import { useSchool } from '@/shared/api/me';
import { useFormat } from '@/shared/lib/format';
import { PageHeader } from '@/shared/ui/PageHeader';
import { EmptyState } from '@/shared/ui/states';
import css from '../cases.module.css';
import { WelfareForm } from './WelfareForm';

/** How it is done now, and the record that it was: for everybody who works at a unit. */
export function GuidePage() {
  const { t } = useTranslation('cases');
  const school = useSchool();
  const [receipt, setReceipt] = useState<ChildWelfareReportOut | null>(null);
  const sent = (made: ChildWelfareReportOut) => {
    setReceipt(made);
    window.scrollTo(0, 0);
  };
  if (receipt) return <Recorded receipt={receipt} />;
  return (
    <>
      <PageHeader title={t('guide.title')} lead={t('guide.lead')} action={<Link to="/rapportera-oro">{t('report.title')}</Link>} />
      <section className={css.panel} style={{ maxWidth: 720 }} aria-labelledby="guide-now">
        <Title order={2} size="h3" id="guide-now">
          {t('guide.now')}
        </Title>
        <List type="ordered" spacing="xs" mt="xs">
          <List.Item>{t('guide.step1')}</List.Item>
          <List.Item>{t('guide.step2')}</List.Item>
          <List.Item>{t('guide.step3')}</List.Item>
          <List.Item>{t('guide.step4')}</List.Item>
        </List>
        <Text mt="sm">{t('guide.duty')}</Text>
      </section>
      <Title order={2} mt="lg" mb="xs">
        {t('guide.recordTitle')}
      </Title>
      {school === null ? <EmptyState title={t('report.noUnit')} text={t('guide.noUnitText')} /> : <WelfareForm school={school} onSent={sent} />}
    </>
  );
}

function Recorded({ receipt }: { receipt: ChildWelfareReportOut }) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  return (
    <>
      <PageHeader title={t('guide.recorded')} lead={t('receipt.number', { number: receipt.number })} />
      <div className={css.panel} role="status" style={{ maxWidth: 720 }}>
        <Text fw={650}>{t('guide.sentAt', { at: format.instant(receipt.sentAt) })}</Text>
        {receipt.sentAt !== receipt.recordedAt && <Text>{t('guide.recordedAt', { at: format.instant(receipt.recordedAt) })}</Text>}
        {receipt.feedbackDueOn && <Text mt="xs">{t('guide.next', { day: format.day(receipt.feedbackDueOn) })}</Text>}
        <Text mt="xs">
          <Link to="/arenden/$caseId" params={{ caseId: receipt.caseId }}>
            {t('guide.toCase')}
          </Link>
        </Text>
      </div>
    </>
  );
}
