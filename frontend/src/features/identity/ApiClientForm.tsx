import { Button, Checkbox, Group, Paper, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import { changeApiClient, createApiClient, type ApiClientOut, type SchoolOut } from '@/shared/api/generated';
import { listApiClientsQueryKey } from '@/shared/api/generated/@tanstack/react-query.gen';
import { ifMatch } from '@/shared/api/etag';
import { parseDate } from '@/shared/lib/parseDate';
import { useAppForm } from '@/shared/lib/useAppForm';
import { DateField } from '@/shared/ui/DateField';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { notifyDone } from '@/shared/ui/notify';
import { scopes } from './scopes';

interface Values extends Record<string, unknown> {
  name: string;
  scopes: string[];
  schoolIds: string[];
  publicKey: string;
  validTo: string;
}

interface Props {
  client?: ApiClientOut;
  schools: readonly SchoolOut[];
  onDone: () => void;
  onSecret: (client: ApiClientOut) => void;
}

type DayProps = Pick<ComponentProps<typeof DateField>, 'id' | 'error' | 'value' | 'onChange'>;

const valuesOf = (client?: ApiClientOut): Values => ({
  name: client?.name ?? '', scopes: client?.scopes ?? [], schoolIds: client?.schoolIds ?? [], publicKey: '', validTo: client?.validTo ?? '',
});

function useSave({ client, onDone, onSecret }: Props) {
  const { t } = useTranslation('identity');
  const queryClient = useQueryClient();
  return async ({ name, publicKey, validTo, ...rest }: Values) => {
    const key = publicKey.trim();
    const body = { ...rest, name: name.trim(), validTo: validTo || null, ...(key && { publicKey: key }) };
    if (client) {
      await changeApiClient({ path: { apiClientId: client.id }, headers: ifMatch(client), body, throwOnError: true });
      notifyDone(t('clients.changed'));
    } else {
      onSecret((await createApiClient({ body, throwOnError: true })).data);
    }
    await queryClient.invalidateQueries({ queryKey: listApiClientsQueryKey() });
    onDone();
  };
}

/** A new client, or what an old one may. */
export function ApiClientForm(props: Props) {
  const { client, schools, onDone } = props;
  const { t } = useTranslation(['identity', 'common']);
  const f = useAppForm<Values>({
    initialValues: valuesOf(client),
    validate: {
      name: (v) => (v.trim() ? null : t('clients.nameMissing')),
      scopes: (v) => (v.length > 0 ? null : t('clients.scopesMissing')),
      validTo: (v) => (!v || parseDate(v, 0) === v ? null : t('clients.untilWrong')),
    },
  });
  const save = useSave(props);
  const mayHaveKey = !client || client.hasPublicKey;
  return (
    <Paper withBorder p="md">
      <form {...f.props(save)}>
        <Stack gap="md" maw={640}>
          <Title order={2}>{client ? client.name : t('clients.new')}</Title>
          <ErrorSummary {...f.summary} />
          <TextInput label={`${t('clients.name')} ${t('common:form.required')}`} description={t('clients.nameHint')} autoComplete="off" {...f.field('name')} />
          <Checkbox.Group label={`${t('clients.scopes')} ${t('common:form.required')}`} description={t('clients.scopesHint')} {...f.field('scopes')}>
            <Stack gap={6} mt="xs">
              {scopes.map((scope) => (
                <Checkbox key={scope} value={scope} label={scope} />
              ))}
            </Stack>
          </Checkbox.Group>
          <Checkbox.Group label={t('clients.schools')} description={t('clients.schoolsHint')} {...f.field('schoolIds')}>
            <Stack gap={6} mt="xs">
              {schools.map((school) => (
                <Checkbox key={school.id} value={school.id} label={school.name} />
              ))}
            </Stack>
          </Checkbox.Group>
          {mayHaveKey && <Textarea label={t('clients.publicKey')} description={t('clients.publicKeyHint')} autosize minRows={3} spellCheck={false} {...f.field('publicKey')} />}
          <DateField label={t('clients.untilField')} {...(f.field('validTo') as unknown as DayProps)} />
          <Text size="sm" c="dimmed">
            {t('clients.atOnce')}
          </Text>
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
