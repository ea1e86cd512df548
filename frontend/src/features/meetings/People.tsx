import { Button, Group, NativeSelect, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeParticipant, inviteParticipant, type Attendance, type MeetingOut, type ParticipantOut } from '@/shared/api/generated';
import { asProblem } from '@/shared/api/problem';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { notifyDone } from '@/shared/ui/notify';
import { QueryState } from '@/shared/ui/QueryState';
import css from './meetings.module.css';
import { useParticipants, useRefresh } from './parts';
import { upon } from './upon';
import { usePeople } from './usePeople';

const REST_MS = 500;
const choices: Attendance[] = ['INVITED', 'ATTENDED', 'ABSENT', 'PROXY'];

/** Who is invited and who came; those who run the meeting mark it. */
export function People({ meeting, title }: { meeting: MeetingOut; title?: string }) {
  const { t } = useTranslation(['meetings', 'common']);
  const query = useParticipants(meeting.id, meeting.state === 'IN_PROGRESS');
  const may = meeting.allowedActions.includes('meeting.invite');
  const [inviting, setInviting] = useState(false);
  return (
    <section className={css.section} aria-labelledby="people">
      <Title order={2} id="people">{title ?? t('meeting.people')}</Title>
      <QueryState query={query}>{(page) => <List meeting={meeting} rows={page.items} />}</QueryState>
      {may && !inviting && (
        <Button variant="subtle" onClick={() => setInviting(true)} className="no-print">{t('people.invite')}</Button>
      )}
      {may && inviting && <Invite meeting={meeting} taken={(query.data?.items ?? []).map((p) => p.person.id)} onDone={() => setInviting(false)} />}
    </section>
  );
}

function List({ meeting, rows }: { meeting: MeetingOut; rows: readonly ParticipantOut[] }) {
  const { t } = useTranslation(['meetings', 'common']);
  if (rows.length === 0) return <p className={css.muted}>{t('people.empty')}</p>;
  const count = rows.filter((p) => p.attendance === 'ATTENDED' || p.attendance === 'PROXY').length;
  return (
    <>
      {count > 0 && <p className={css.muted}>{t('people.came', { count, all: rows.length })}</p>}
      <ul className={css.items}>
        {rows.map((row) => (
          <Person key={row.id} meeting={meeting} row={row} />
        ))}
      </ul>
    </>
  );
}

function Person({ meeting, row }: { meeting: MeetingOut; row: ParticipantOut }) {
  const { t } = useTranslation(['meetings', 'common']);
  const refresh = useRefresh(meeting.id);
  const [chosen, setChosen] = useState<Attendance | null>(null);
  const asking = chosen === 'PROXY';
  const may = row.allowedActions.includes('part.change');
  const mark = useMutation({
    mutationFn: (body: { attendance: Attendance; proxyPersonId?: string }) =>
      changeParticipant({ path: { meetingId: meeting.id, participantId: row.id }, headers: upon(row), body, throwOnError: true }),
    onSettled: async () => {
      await refresh.people();
      setChosen(null);
    },
    onError: (error) => notifyDone(asProblem(error).detail || t('common:form.unknown')),
  });
  const { mutate } = mark;
  // Each arrow key is a choice: what it rests on is saved, not what it passes.
  useEffect(() => {
    if (chosen === null || chosen === 'PROXY') return;
    const timer = setTimeout(() => mutate({ attendance: chosen }), REST_MS);
    return () => clearTimeout(timer);
  }, [chosen, mutate]);
  return (
    <li className={css.person}>
      <span>
        {row.person.name}
        {row.proxy && <span className={css.below}>{` · ${t('people.proxy', { name: row.proxy.name })}`}</span>}
      </span>
      {may ? (
        <NativeSelect
          aria-label={t('people.attendance', { name: row.person.name })}
          data={choices.map((one) => ({ value: one, label: t(`attendance.${one}`) }))}
          value={chosen ?? row.attendance}
          onChange={(e) => setChosen(e.currentTarget.value as Attendance)}
        />
      ) : (
        <span className={css.muted}>{t(`attendance.${row.attendance}`)}</span>
      )}
      {asking && <Proxy row={row} schoolId={meeting.schoolId} saving={mark.isPending} onSave={(proxyPersonId) => mutate({ attendance: 'PROXY', proxyPersonId })} />}
    </li>
  );
}

interface ProxyProps {
  row: ParticipantOut;
  schoolId: string | null;
  saving: boolean;
  onSave: (personId: string) => void;
}

/** Who came instead. */
function Proxy({ row, schoolId, saving, onSave }: ProxyProps) {
  const { t } = useTranslation(['meetings', 'common']);
  const people = usePeople(schoolId, true);
  const [personId, setPersonId] = useState('');
  return (
    <Group align="flex-end">
      <NativeSelect
        label={t('people.proxyFor', { name: row.person.name })}
        data={[{ value: '', label: t('people.choose') }, ...people.filter((p) => p.value !== row.person.id)]}
        value={personId}
        onChange={(e) => setPersonId(e.currentTarget.value)}
      />
      <Button variant="default" disabled={!personId} loading={saving} onClick={() => onSave(personId)}>{t('common:action.save')}</Button>
    </Group>
  );
}

function Invite({ meeting, taken, onDone }: { meeting: MeetingOut; taken: readonly string[]; onDone: () => void }) {
  const { t } = useTranslation(['meetings', 'common']);
  const refresh = useRefresh(meeting.id);
  const people = usePeople(meeting.schoolId);
  const f = useAppForm({ initialValues: { personId: '' }, validate: { personId: (v) => (v ? null : t('people.personMissing')) } });
  const save = async (body: { personId: string }) => {
    await inviteParticipant({ path: { meetingId: meeting.id }, body, throwOnError: true });
    await refresh.people();
    onDone();
  };
  return (
    <form {...f.props(save)} className={`${css.adder} no-print`}>
      <ErrorSummary {...f.summary} />
      <NativeSelect label={t('people.person')} data={[{ value: '', label: t('people.choose') }, ...people.filter((p) => !taken.includes(p.value))]} {...f.field('personId')} />
      <Button type="submit" variant="default" loading={f.pending} mt="sm">{t('people.inviteDo')}</Button>
    </form>
  );
}
