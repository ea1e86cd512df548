import { Button, Checkbox, Fieldset, Group, NativeSelect, Paper, PasswordInput, Stack, TextInput, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeSyncSource, createSyncSource, type SyncSourceOut } from '@/shared/api/generated';
import { listSyncSourcesQueryKey, readSyncSourceQueryKey } from '@/shared/api/generated/@tanstack/react-query.gen';
import { ifMatch } from '@/shared/api/etag';
import { useAppForm, type AppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { LeaveGuard } from '@/shared/ui/LeaveGuard';
import { notifyDone } from '@/shared/ui/notify';
import { focusHere } from '@/shared/lib/focusHere';
import { bodyOf, faultsOf, lists, patchOf, valuesOf, versions, type SourceValues } from './sourceForm';

/** The label of a field, for saying what is wrong with it. */
function useFieldName(): (field: string) => string {
  const { t } = useTranslation('integrations');
  return (field) => {
    const list = lists.find((one) => field === `endpointUrls.${one}`);
    return list ? t('source.endpoint', { list: t(`kind.${list}`) }) : t(`form.${field as 'name' | 'baseUrl' | 'tokenUrl' | 'clientId' | 'clientSecret' | 'organisationNumber'}`);
  };
}

/** A new source, or the settings of one. The secret goes in and never comes out. */
export function SourceForm({ source, onDone }: { source?: SyncSourceOut; onDone: () => void }) {
  const { t } = useTranslation(['integrations', 'common']);
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const name = useFieldName();
  const f = useAppForm<SourceValues>({
    initialValues: valuesOf(source),
    validate: (values) => Object.fromEntries(Object.entries(faultsOf(values, source)).map(([field, fault]) => [field, t(`form.fault.${fault}`, { field: name(field) })])),
  });
  const save = async (values: SourceValues) => {
    let made: string | undefined;
    if (source) {
      const path = { sourceId: source.id };
      await changeSyncSource({ path, headers: ifMatch(source), body: patchOf(values), throwOnError: true });
      await queryClient.invalidateQueries({ queryKey: readSyncSourceQueryKey({ path }) });
    } else {
      made = (await createSyncSource({ body: bodyOf(values), throwOnError: true })).data.id;
    }
    f.form.resetDirty();
    await queryClient.invalidateQueries({ queryKey: listSyncSourcesQueryKey() });
    notifyDone(t(source ? 'form.saved' : 'form.added'));
    onDone();
    if (made) await navigate({ to: '/installningar/kallor/$sourceId', params: { sourceId: made } as never });
  };
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="source-form">
      <LeaveGuard when={f.form.isDirty() && !f.pending} />
      <form {...f.props(save)}>
        <Stack gap="md" maw={640}>
          <Title order={2} id="source-form" tabIndex={-1} ref={focusHere} data-silent-focus>
            {t(source ? 'form.change' : 'sources.new')}
          </Title>
          <ErrorSummary {...f.summary} />
          <Fields f={f} kept={source !== undefined} />
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

function Fields({ f, kept }: { f: AppForm<SourceValues>; kept: boolean }) {
  const { t } = useTranslation(['integrations', 'common']);
  const required = (label: string) => `${label} ${t('common:form.required')}`;
  const optional = (label: string) => `${label} ${t('common:form.optional')}`;
  const plain = { autoComplete: 'off', spellCheck: false } as const;
  return (
    <>
      <TextInput label={required(t('form.name'))} description={t('form.nameHint')} autoComplete="off" {...f.field('name')} />
      <NativeSelect label={t('form.version')} data={versions.map((value) => ({ value, label: t(`version.${value}`) }))} maw={240} {...f.field('apiVersion')} />
      <TextInput label={required(t('form.baseUrl'))} description={t('form.baseUrlHint')} inputMode="url" {...plain} {...f.field('baseUrl')} />
      <TextInput label={required(t('form.tokenUrl'))} description={t('form.tokenUrlHint')} inputMode="url" {...plain} {...f.field('tokenUrl')} />
      <TextInput label={required(t('form.clientId'))} {...plain} {...f.field('clientId')} />
      <PasswordInput
        label={kept ? t('form.clientSecret') : required(t('form.clientSecret'))}
        description={t(kept ? 'form.secretKept' : 'form.secretHint')}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': t('form.showSecret') }}
        {...f.field('clientSecret')}
      />
      <TextInput label={optional(t('form.tokenScope'))} description={t('form.tokenScopeHint')} {...plain} {...f.field('tokenScope')} />
      <TextInput label={optional(t('form.organisationNumber'))} description={t('form.organisationNumberHint')} autoComplete="off" {...f.field('organisationNumber')} />
      <Endpoints f={f} />
      <Checkbox label={t('form.enabled')} description={t('form.enabledHint')} {...f.field('enabled')} checked={f.form.values.enabled} />
    </>
  );
}

/** Few vendors have them, so they are out of the way until somebody says so. */
function Endpoints({ f }: { f: AppForm<SourceValues> }) {
  const { t } = useTranslation('integrations');
  const [open, setOpen] = useState(lists.some((list) => f.form.values.endpointUrls[list] !== ''));
  const toggle = () => {
    if (open) for (const list of lists) f.form.setFieldValue(`endpointUrls.${list}`, '');
    setOpen(!open);
  };
  return (
    <>
      <Checkbox label={t('form.hasEndpoints')} checked={open} onChange={toggle} />
      {open && (
        <Fieldset legend={t('form.endpoints')}>
          <Stack gap="sm">
            {lists.map((list) => (
              <TextInput key={list} label={t(`kind.${list}`)} inputMode="url" autoComplete="off" spellCheck={false} {...f.field(`endpointUrls.${list}`)} />
            ))}
          </Stack>
        </Fieldset>
      )}
    </>
  );
}
