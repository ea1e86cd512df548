import { Button, Group, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { createTransferReceipt, type IncomingTransferOut } from '@/shared/api/generated';
import { listIncomingTransfersOptions, listIncomingTransfersQueryKey } from '@/shared/api/generated/@tanstack/react-query.gen';
import { upTo } from '../upTo';
import { useFormat } from '@/shared/lib/format';
import { dayOf } from '@/shared/lib/times';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { notifyDone } from '@/shared/ui/notify';
import { PageHeader } from '@/shared/ui/PageHeader';
import { QueryState } from '@/shared/ui/QueryState';
import { EmptyState } from '@/shared/ui/states';
import { CaseViews } from '../CaseViews';
import css from '../cases.module.css';
import { DayInput } from '../DayInput';
import { weekdayIn } from '../weekday';

const THREE_WEEKS = 21;

/** For heads: what other schools have handed over to theirs and nobody has in hand. */
export function IncomingPage() {
  const { t } = useTranslation('cases');
  const query = useQuery(listIncomingTransfersOptions());
  return (
    <>
      <PageHeader title={t('incoming.title')} lead={t('incoming.lead')} />
      <CaseViews here="mottagna" />
      <QueryState query={query}>
        {({ items }) => (items.length === 0 ? <EmptyState title={t('incoming.empty')} text={t('incoming.emptyText')} /> : items.map((one) => <Waiting key={one.id} one={one} />))}
      </QueryState>
    </>
  );
}

type Values = { nextFollowUpOn: string };

function Waiting({ one }: { one: IncomingTransferOut }) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const f = useAppForm<Values>({ initialValues: { nextFollowUpOn: weekdayIn(THREE_WEEKS) } });
  const take = async (body: Values) => {
    const { data } = await createTransferReceipt({ path: { transferId: one.id }, headers: upTo(one), body, throwOnError: true });
    notifyDone(t('incoming.taken'));
    await navigate({ to: '/arenden/$caseId', params: { caseId: data.caseId }, search: { flik: 'overlamning' } });
    await queryClient.invalidateQueries({ queryKey: listIncomingTransfersQueryKey() });
  };
  return (
    <form {...f.props(take)} className={css.item} aria-label={t('incoming.of', { pupil: one.pupil })}>
      <Stack gap="sm">
        <div className={css.noteHead}>
          <strong>{one.pupil}</strong>
          <span className={css.by}>{t('incoming.to', { school: one.toSchool })}</span>
        </div>
        <ErrorSummary {...f.summary} />
        <Text>{t('incoming.from', { origin: one.origin, name: one.sentBy.name, day: format.day(dayOf(one.sentAt)) })}</Text>
        {one.items.length > 0 && <Text size="sm">{one.items.map((item) => t(`transferItem.${item}`)).join(' · ')}</Text>}
        <DayInput label={t('incoming.followUp')} field={f.field('nextFollowUpOn')} />
        <Group>
          <Button type="submit" loading={f.pending}>
            {t('incoming.take')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
