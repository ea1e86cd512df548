import { Button, Group, Paper, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { changePerson, createPerson, type PersonOut } from '@/shared/api/generated';
import { listPeopleQueryKey, readPersonQueryKey } from '@/shared/api/generated/@tanstack/react-query.gen';
import { ifMatch } from '@/shared/api/etag';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { notifyDone } from '@/shared/ui/notify';

interface Values extends Record<string, unknown> {
  givenName: string;
  familyName: string;
  email: string;
}

/** Somebody new on the staff, or the names of somebody who is there. */
export function PersonForm({ person, onDone }: { person?: PersonOut; onDone: () => void }) {
  const { t } = useTranslation(['people', 'common']);
  const queryClient = useQueryClient();
  const f = useAppForm<Values>({
    initialValues: { givenName: person?.givenName ?? '', familyName: person?.familyName ?? '', email: person?.email ?? '' },
    validate: {
      givenName: (v) => (v.trim() ? null : t('people.givenMissing')),
      familyName: (v) => (v.trim() ? null : t('people.familyMissing')),
    },
  });
  const save = async (values: Values) => {
    const body = { givenName: values.givenName.trim(), familyName: values.familyName.trim(), email: values.email.trim() || null };
    if (person) {
      const path = { personId: person.id };
      await changePerson({ path, headers: ifMatch(person), body, throwOnError: true });
      await queryClient.invalidateQueries({ queryKey: readPersonQueryKey({ path }) });
    } else {
      await createPerson({ body, throwOnError: true });
    }
    await queryClient.invalidateQueries({ queryKey: listPeopleQueryKey() });
    notifyDone(t(person ? 'people.saved' : 'people.added'));
    onDone();
  };
  return (
    <Paper withBorder p="md">
      <form {...f.props(save)}>
        <Stack gap="md" maw={480}>
          <ErrorSummary {...f.summary} />
          <TextInput label={`${t('people.given')} ${t('common:form.required')}`} autoComplete="off" {...f.field('givenName')} />
          <TextInput label={`${t('people.family')} ${t('common:form.required')}`} autoComplete="off" {...f.field('familyName')} />
          <TextInput label={t('people.email')} type="email" autoComplete="off" {...f.field('email')} />
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
    </Paper>
  );
}
