import { Text, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { createAnnualWheelActivation, type RuleStatusOut, type WheelOut } from '@/shared/api/generated';
import { listAnnualWheelsQueryKey } from '@/shared/api/generated/@tanstack/react-query.gen';
import { ifMatch } from '@/shared/api/etag';
import { ConfirmAction } from '@/shared/ui/ConfirmAction';
import { notifyDone } from '@/shared/ui/notify';
import css from './page.module.css';
import { useWheelChanged } from './useWheel';

/** Whether there are check-ins enough, in words; never by colour alone. */
export function RuleStatus({ wheel, status }: { wheel: WheelOut; status: RuleStatusOut }) {
  const { t } = useTranslation('wheel');
  const [headline, ...more] = status.hints;
  return (
    <section className={css.rules} data-status={status.status} aria-labelledby="rules">
      <Title order={2} id="rules" className="vh">
        {t('page.rules')}
      </Title>
      <Text className={css.headline}>{headline?.text}</Text>
      {more.length > 0 && (
        <ul aria-label={t('page.more')}>
          {more.map((hint) => (
            <li key={hint.text}>{hint.text}</li>
          ))}
        </ul>
      )}
      {wheel.activationReason && <Text c="dimmed">{t('page.reason', { reason: wheel.activationReason })}</Text>}
      {wheel.allowedActions.includes('wheel.activate') && <Activation wheel={wheel} low={status.status === 'NOT_MET'} />}
    </section>
  );
}

function Activation({ wheel, low }: { wheel: WheelOut; low: boolean }) {
  const { t } = useTranslation('wheel');
  const queryClient = useQueryClient();
  const changed = useWheelChanged(wheel.id);
  const begin = async (reason: string) => {
    await createAnnualWheelActivation({ path: { wheelId: wheel.id }, headers: ifMatch(wheel), body: { reason: reason || null }, throwOnError: true });
    await changed();
    await queryClient.invalidateQueries({ queryKey: listAnnualWheelsQueryKey() });
    notifyDone(t('page.activated'));
  };
  return (
    <div className="no-print">
      <ConfirmAction
        label={t('page.activate')}
        title={t('page.activate')}
        consequence={t(low ? 'page.activateLow' : 'page.activateText')}
        confirmLabel={t('page.activate')}
        needsReason={low}
        onConfirm={begin}
      />
    </div>
  );
}
