import { Button, Checkbox, Group, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import {
  changeHearing,
  createHearing,
  type CaseOut,
  type Channel,
  type HearingException,
  type HearingOut,
  type HearingState,
  type Party,
} from '@/shared/api/generated';
import { today } from '@/shared/lib/days';
import { parseDate } from '@/shared/lib/parseDate';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { notifyDone } from '@/shared/ui/notify';
import { SecrecyLine } from '@/shared/ui/SecrecyLine';
import { useJournalReason } from '@/shared/ui/useJournalReason';
import css from '../cases.module.css';
import { DayInput } from '../DayInput';
import { upTo } from '../upTo';
import { useCaseWrite } from '../useCaseWrite';
import { useReaders } from '../useReaders';
import { weekdayIn } from '../weekday';
import { channels, parties } from './choices';

const TWO_WEEKS = 14;
const states: readonly HearingState[] = ['INFORMED', 'ANSWERED', 'NO_ANSWER', 'NOT_HEARD'];
const exceptions: readonly HearingException[] = ['CLEARLY_UNNECESSARY', 'HARDER_TO_CARRY_OUT', 'AT_ONCE'];

interface Props {
  found: CaseOut;
  one?: HearingOut;
  onDone: () => void;
}

function startOf(one?: HearingOut) {
  const empty = {
    party: 'GUARDIAN' as Party,
    name: '',
    state: 'INFORMED' as HearingState,
    informedOn: today(),
    channel: 'IN_PERSON' as Channel,
    interpreter: false,
    answerBy: weekdayIn(TWO_WEEKS),
    answeredOn: today(),
    view: '',
    exception: '' as HearingException | '',
    reason: '',
  };
  if (!one) return empty;
  const { party, name, interpreter } = one;
  return { ...empty, party, name, interpreter, state: 'ANSWERED' as HearingState, informedOn: one.informedOn ?? '', channel: one.channel ?? empty.channel, answerBy: one.answerBy ?? '' };
}
type Values = ReturnType<typeof startOf>;

function bodyOf(values: Values) {
  const { name, party, ...rest } = values;
  const heard = values.state !== 'NOT_HEARD';
  const day = (wanted: boolean, text: string) => (wanted && text ? text : null);
  const body = {
    ...rest,
    informedOn: day(heard, values.informedOn),
    channel: heard ? values.channel : null,
    answerBy: day(heard, values.answerBy),
    answeredOn: day(values.state === 'ANSWERED', values.answeredOn),
    view: values.state === 'ANSWERED' ? values.view.trim() || null : null,
    exception: heard ? null : values.exception || null,
    reason: heard ? null : values.reason.trim() || null,
  };
  return { person: { name: name.trim(), party }, body };
}

/** A party is informed with time to answer; later what they said, or that they did not. */
export function HearingForm({ found, one, onDone }: Props) {
  const { t } = useTranslation(['cases', 'common']);
  const changed = useCaseWrite(found.id);
  const journal = useJournalReason();
  const readers = useReaders(found.id, found.confidentiality);
  const wrong = (v: string) => (v === '' || parseDate(v, 0) === v ? null : t('decision.dayWrong'));
  const f = useAppForm<Values>({
    initialValues: startOf(one),
    validate: { name: (v) => (v.trim() ? null : t('hearing.nameMissing')), informedOn: wrong, answerBy: wrong, answeredOn: wrong },
  });
  const save = async (values: Values) => {
    const { person, body } = bodyOf(values);
    if (one) await journal.guarded((journalReason) => changeHearing({ path: { caseId: found.id, hearingId: one.id }, headers: upTo(one), body: { ...body, journalReason }, throwOnError: true }));
    else await journal.guarded((journalReason) => createHearing({ path: { caseId: found.id }, body: { ...person, ...body, journalReason }, throwOnError: true }));
    await changed();
    notifyDone(t('hearing.saved'));
    onDone();
  };
  const { state } = f.form.values;
  const heard = state !== 'NOT_HEARD';
  return (
    <form {...f.props(save)} className={css.item} aria-label={t('hearing.add')}>
      <Stack gap="sm">
        <ErrorSummary {...f.summary} />
        {!one && (
          <Group align="flex-start" grow preventGrowOverflow={false}>
            <NativeSelect label={t('hearing.party')} data={parties.map((p) => ({ value: p, label: t(`party.${p}`) }))} {...f.field('party')} />
            <TextInput label={`${t('hearing.name')} ${t('common:form.required')}`} {...f.field('name')} />
          </Group>
        )}
        <NativeSelect label={t('hearing.state')} data={states.map((s) => ({ value: s, label: t(`hearingState.${s}`) }))} {...f.field('state')} />
        {heard && (
          <>
            <Group align="flex-end" grow preventGrowOverflow={false}>
              <DayInput label={t('hearing.informedOn')} field={f.field('informedOn')} />
              <NativeSelect label={t('hearing.channel')} data={channels.map((c) => ({ value: c, label: t(`channel.${c}`) }))} {...f.field('channel')} />
            </Group>
            <DayInput label={t('hearing.answerBy')} field={f.field('answerBy')} />
            <Checkbox label={t('voice.interpreter')} {...f.form.getInputProps('interpreter', { type: 'checkbox' })} />
          </>
        )}
        {state === 'ANSWERED' && (
          <>
            <DayInput label={t('hearing.answeredOn')} field={f.field('answeredOn')} />
            <Textarea label={`${t('hearing.view')} ${t('common:form.required')}`} autosize minRows={2} {...f.field('view')} />
            <SecrecyLine level={found.confidentiality} readers={readers} />
          </>
        )}
        {!heard && (
          <>
            <NativeSelect
              label={t('hearing.exception')}
              data={[{ value: '', label: t('common:form.choose') }, ...exceptions.map((e) => ({ value: e, label: t(`hearingException.${e}`) }))]}
              {...f.field('exception')}
            />
            <Textarea label={t('hearing.reason')} autosize minRows={2} {...f.field('reason')} />
          </>
        )}
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
