import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { createConsentRevocation, type CaseOut, type ConsentOut, type Party } from '@/shared/api/generated';
import { upTo } from '../upTo';
import { today } from '@/shared/lib/days';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { notifyDone } from '@/shared/ui/notify';
import { parties } from '../decision/choices';
import { DayInput } from '../DayInput';
import { useCaseWrite } from '../useCaseWrite';
import { dayOr } from './values';

type Values = { revokedBy: Party; revokedOn: string };

/** A consent is taken back: from then on nothing is disclosed under it. */
export function RevokeForm({ found, one, onDone }: { found: CaseOut; one: ConsentOut; onDone: () => void }) {
  const { t } = useTranslation(['cases', 'common']);
  const changed = useCaseWrite(found.id);
  const f = useAppForm<Values>({
    initialValues: { revokedBy: one.givers[0]?.party ?? 'GUARDIAN', revokedOn: today() },
    validate: { revokedOn: dayOr(t('decision.dayWrong')) },
  });
  const save = async (body: Values) => {
    await createConsentRevocation({ path: { caseId: found.id, consentId: one.id }, headers: upTo(one), body, throwOnError: true });
    await changed();
    notifyDone(t('consent.revoked'));
    onDone();
  };
  return (
    <form {...f.props(save)} aria-label={t('consent.revoke')}>
      <Stack gap="sm" mt="sm">
        <ErrorSummary {...f.summary} />
        <Text>{t('consent.revokeText', { count: one.sharedNow })}</Text>
        <Group align="flex-start" grow preventGrowOverflow={false}>
          <NativeSelect label={t('consent.revokedBy')} data={parties.map((p) => ({ value: p, label: t(`party.${p}`) }))} {...f.field('revokedBy')} />
          <DayInput label={t('consent.revokedOn')} field={f.field('revokedOn')} />
        </Group>
        <Group>
          <Button type="submit" loading={f.pending}>
            {t('consent.revokeNow')}
          </Button>
          <Button variant="default" onClick={onDone}>
            {t('common:action.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
