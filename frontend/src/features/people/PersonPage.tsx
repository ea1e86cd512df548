import { Anchor, Button, Group, Stack, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changePerson, type PersonOut } from '@/shared/api/generated';
import { listAssignmentsQueryKey, listPeopleQueryKey, readPersonOptions, readPersonQueryKey } from '@/shared/api/generated/@tanstack/react-query.gen';
import { ifMatch } from '@/shared/api/etag';
import { useLookups } from '@/shared/api/lookups';
import { useMe } from '@/shared/api/me';
import { ConfirmAction } from '@/shared/ui/ConfirmAction';
import { notifyDone } from '@/shared/ui/notify';
import { PageHeader } from '@/shared/ui/PageHeader';
import { QueryState } from '@/shared/ui/QueryState';
import { SettingsNav } from '@/shared/ui/SectionNav';
import { AccountSection } from './AccountSection';
import { AssignmentForm } from './AssignmentForm';
import { Assignments } from './Assignments';
import { PersonForm } from './PersonForm';

const route = getRouteApi('/shell/installningar/personal/$personId');

export function PersonPage() {
  const { t } = useTranslation('people');
  const { personId } = route.useParams();
  const query = useQuery(readPersonOptions({ path: { personId } }));
  return (
    <>
      <SettingsNav />
      <QueryState query={query}>{(person) => <Person person={person} />}</QueryState>
      <Anchor component={Link} to="/installningar" className="no-print">
        {t('person.back')}
      </Anchor>
    </>
  );
}

function Person({ person }: { person: PersonOut }) {
  const { t } = useTranslation('people');
  const { label } = useLookups();
  const { person: me } = useMe();
  const [editing, setEditing] = useState(false);
  const keeps = person.allowedActions.includes('person.change');
  const mayGive = keeps && person.status === 'ACTIVE' && person.id !== me.id;
  return (
    <Stack gap="lg" mb="lg">
      <PageHeader
        title={person.name}
        lead={[label('person_status', person.status), person.email].filter(Boolean).join(' · ')}
        action={keeps && !editing && <Button onClick={() => setEditing(true)}>{t('person.change')}</Button>}
      />
      {editing && <PersonForm person={person} onDone={() => setEditing(false)} />}
      <Posts person={person} mayGive={mayGive} />
      {keeps && <AccountSection person={person} />}
      {mayGive && <Leaving person={person} />}
    </Stack>
  );
}

function Posts({ person, mayGive }: { person: PersonOut; mayGive: boolean }) {
  const { t } = useTranslation('people');
  const [giving, setGiving] = useState(false);
  return (
    <section aria-labelledby="assignments">
      <Group justify="space-between" mb="xs">
        <Title order={2} id="assignments">
          {t('person.assignments')}
        </Title>
        {mayGive && !giving && (
          <Button variant="default" className="no-print" onClick={() => setGiving(true)}>
            {t('person.add')}
          </Button>
        )}
      </Group>
      {giving && <AssignmentForm personId={person.id} onDone={() => setGiving(false)} />}
      <Assignments personId={person.id} />
    </section>
  );
}

/** Somebody has left: every assignment ends at once. */
function Leaving({ person }: { person: PersonOut }) {
  const { t } = useTranslation('people');
  const queryClient = useQueryClient();
  const leave = async () => {
    const path = { personId: person.id };
    await changePerson({ path, headers: ifMatch(person), body: { status: 'ENDED' }, throwOnError: true });
    for (const queryKey of [readPersonQueryKey({ path }), listPeopleQueryKey(), listAssignmentsQueryKey({ query: { personId: person.id, limit: 100 } })]) {
      await queryClient.invalidateQueries({ queryKey });
    }
    notifyDone(t('person.left'));
  };
  return (
    <Group className="no-print">
      <ConfirmAction label={t('person.leave')} title={t('person.leaveTitle')} consequence={t('person.leaveConsequence')} confirmLabel={t('person.end')} onConfirm={leave} />
    </Group>
  );
}
