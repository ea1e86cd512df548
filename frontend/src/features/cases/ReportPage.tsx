import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReceiptOut } from '@/shared/api/generated';
import { listConcernsQueryKey } from '@/shared/api/generated/@tanstack/react-query.gen';
import { useSchool } from '@/shared/api/me';
import { useDraft } from '@/shared/lib/drafts/useDraft';
import { PageHeader } from '@/shared/ui/PageHeader';
import { EmptyState, LoadingState } from '@/shared/ui/states';
import { Receipt } from './Receipt';
import { ReportForm, type ReportValues } from './ReportForm';

/** One screen, for whoever has a minute and a phone. */
export function ReportPage() {
  const { t } = useTranslation('cases');
  const queryClient = useQueryClient();
  const school = useSchool();
  const draft = useDraft<ReportValues>('new-concern');
  const [receipt, setReceipt] = useState<ReceiptOut | null>(null);
  const sent = async (made: ReceiptOut) => {
    setReceipt(made);
    window.scrollTo(0, 0);
    await draft.discard();
    await queryClient.invalidateQueries({ queryKey: listConcernsQueryKey() });
  };
  if (receipt) return <Receipt receipt={receipt} onAnother={() => setReceipt(null)} />;
  return (
    <>
      <PageHeader title={t('report.title')} lead={t('report.lead')} action={<Link to="/rapportera-oro/mina">{t('report.mine')}</Link>} />
      {school === null && <EmptyState title={t('report.noUnit')} text={t('report.noUnitText')} />}
      {school !== null && !draft.ready && <LoadingState />}
      {school !== null && draft.ready && <ReportForm school={school} draft={draft} onSent={sent} />}
    </>
  );
}
