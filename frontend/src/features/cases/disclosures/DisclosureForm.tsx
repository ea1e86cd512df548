import { Button, Group, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { createDisclosure, type CaseOut, type Channel, type ConsentOut, type DisclosureBasis, type DisclosureOut, type Named, type RecipientKind } from '@/shared/api/generated';
import { today } from '@/shared/lib/days';
import { useFormat } from '@/shared/lib/format';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { notifyDone } from '@/shared/ui/notify';
import { SecrecyLine } from '@/shared/ui/SecrecyLine';
import { useJournalReason } from '@/shared/ui/useJournalReason';
import css from '../cases.module.css';
import { DayInput } from '../DayInput';
import { channels } from '../decision/choices';
import { useCaseWrite } from '../useCaseWrite';
import { useReaders } from '../useReaders';
import { weekdayIn } from '../weekday';
import { StudentChoice } from './StudentChoice';
import { dayOr, otherGrounds, recipientKinds } from './values';

const A_MONTH = 30;

interface Props {
  found: CaseOut;
  consents: readonly ConsentOut[];
  partners: readonly Named[];
  corrects?: DisclosureOut;
  onDone: () => void;
}

const EMPTY = {
  ground: '',
  recipientKind: 'SOCIAL_SERVICES' as RecipientKind,
  recipient: '',
  what: '',
  purpose: '',
  reason: '',
  channel: 'TELEPHONE' as Channel,
  partnerId: '',
};

function startOf({ found, consents, corrects }: Props) {
  const start = { ...EMPTY, studentId: found.students[0]?.id ?? '', toldOn: today(), sharedUntil: weekdayIn(A_MONTH) };
  if (corrects) {
    const { recipientKind, recipient, what, purpose, reason, channel, toldOn, consentId, basis } = corrects;
    return { ...start, recipientKind, recipient, what, purpose: purpose ?? '', reason: reason ?? '', channel: channel ?? EMPTY.channel, toldOn, ground: consentId ?? basis };
  }
  const holds = consents.find((one) => one.state === 'IN_FORCE');
  return holds ? { ...start, ground: holds.id, recipientKind: holds.recipientKind, recipient: holds.recipient } : start;
}
type Values = ReturnType<typeof startOf>;

function groundOf(ground: string, reason: string, consent?: ConsentOut) {
  if (!consent) return { basis: ground as DisclosureBasis, consentId: null, reason: reason.trim() || null };
  const guardian = consent.givers.some((giver) => giver.party === 'GUARDIAN');
  const basis: DisclosureBasis = guardian ? 'CONSENT_GUARDIAN' : 'CONSENT_STUDENT';
  return { basis, consentId: consent.id, reason: null };
}

function bodyOf({ ground, reason, partnerId, sharedUntil, channel, toldOn, ...values }: Values, { found, consents, corrects }: Props) {
  const way = partnerId ? { partnerId, sharedUntil, channel: null, toldOn: today() } : { partnerId: null, sharedUntil: null, channel, toldOn };
  return {
    ...values,
    ...way,
    ...groundOf(
      ground,
      reason,
      consents.find((one) => one.id === ground),
    ),
    studentId: found.subject === 'STUDENT' ? values.studentId || null : null,
    purpose: values.purpose.trim() || null,
    correctsId: corrects?.id ?? null,
  };
}

/** A line of the ledger: told in some way, or shared in Samsyn with a partner until a day. */
export function DisclosureForm(props: Props) {
  const { found, consents, partners, corrects, onDone } = props;
  const { t } = useTranslation(['cases', 'common']);
  const format = useFormat();
  const changed = useCaseWrite(found.id);
  const journal = useJournalReason();
  const readers = useReaders(found.id, found.confidentiality);
  const f = useAppForm<Values>({
    initialValues: startOf(props),
    rename: { basis: 'ground', consentId: 'ground' },
    validate: {
      ground: (v) => (v ? null : t('ledger.groundMissing')),
      recipient: (v) => (v.trim() ? null : t('consent.recipientMissing')),
      what: (v) => (v.trim() ? null : t('ledger.whatMissing')),
      toldOn: dayOr(t('decision.dayWrong')),
    },
  });
  const { ground, partnerId } = f.form.values;
  const consent = consents.find((one) => one.id === ground);
  const save = async (values: Values) => {
    await journal.guarded((journalReason) => createDisclosure({ path: { caseId: found.id }, body: { ...bodyOf(values, props), journalReason }, throwOnError: true }));
    await changed();
    notifyDone(t('ledger.saved'));
    onDone();
  };
  const required = t('common:form.required');
  const grounds = [
    { value: '', label: t('common:form.choose') },
    ...consents.map((one) => ({
      value: one.id,
      label: t('ledger.underConsent', { recipient: one.recipient, state: t(`consentState.${one.state}`).toLowerCase(), day: format.day(one.expiresOn) }),
    })),
    ...otherGrounds.map((basis) => ({ value: basis, label: t(`basis.${basis}`) })),
  ];
  return (
    <form {...f.props(save)} className={css.item} aria-label={t(corrects ? 'ledger.correct' : 'ledger.add')}>
      <Stack gap="sm">
        <ErrorSummary {...f.summary} />
        {corrects && <Text>{t('ledger.correcting')}</Text>}
        <StudentChoice found={found} field={f.field('studentId')} />
        <NativeSelect label={`${t('ledger.ground')} ${required}`} data={grounds} {...f.field('ground')} />
        {ground !== '' && !consent && <Textarea label={`${t('ledger.reason')} ${required}`} description={t('ledger.reasonHint')} autosize minRows={2} {...f.field('reason')} />}
        {consent && <Text size="sm">{t('ledger.scopeIs', { scope: consent.scope })}</Text>}
        <Group align="flex-start" grow preventGrowOverflow={false}>
          <NativeSelect label={t('ledger.recipientKind')} data={recipientKinds.map((k) => ({ value: k, label: t(`recipientKind.${k}`) }))} {...f.field('recipientKind')} />
          <TextInput label={`${t('ledger.recipient')} ${required}`} {...f.field('recipient')} />
        </Group>
        <Textarea label={`${t('ledger.what')} ${required}`} description={t('ledger.whatHint')} autosize minRows={3} {...f.field('what')} />
        <TextInput label={t('ledger.purpose')} {...f.field('purpose')} />
        {partners.length > 0 && found.confidentiality !== 'K4' && (
          <NativeSelect
            label={t('ledger.partner')}
            description={t('ledger.partnerHint')}
            data={[{ value: '', label: t('ledger.notShared') }, ...partners.map((one) => ({ value: one.id, label: one.name }))]}
            {...f.field('partnerId')}
          />
        )}
        {partnerId !== '' ? (
          <DayInput label={t('ledger.sharedUntil')} field={f.field('sharedUntil')} />
        ) : (
          <Group align="flex-end" grow preventGrowOverflow={false}>
            <NativeSelect label={t('hearing.channel')} data={channels.map((c) => ({ value: c, label: t(`channel.${c}`) }))} {...f.field('channel')} />
            <DayInput label={t('ledger.toldOn')} field={f.field('toldOn')} />
          </Group>
        )}
        <SecrecyLine level={found.confidentiality} readers={readers} />
        {journal.field}
        <Group>
          <Button type="submit" loading={f.pending}>
            {t('common:action.save')}
          </Button>
          <Button variant="default" onClick={onDone}>
            {t('common:action.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
