import { Button, Group, Stack, Text, Textarea, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { confirmNoMarks, withdrawNoMarks, type SyncSourceOut } from '@/shared/api/generated';
import { listSyncSourcesQueryKey, readSyncSourceQueryKey } from '@/shared/api/generated/@tanstack/react-query.gen';
import { ifMatch } from '@/shared/api/etag';
import { useMe } from '@/shared/api/me';
import { useFormat } from '@/shared/lib/format';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ConfirmAction } from '@/shared/ui/ConfirmAction';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { notifyDone } from '@/shared/ui/notify';
import { focusHere } from '@/shared/lib/focusHere';
import css from './integrations.module.css';

const SHORTEST = 10;

function useRefresh(source: SyncSourceOut) {
  const queryClient = useQueryClient();
  return async () => {
    await queryClient.invalidateQueries({ queryKey: readSyncSourceQueryKey({ path: { sourceId: source.id } }) });
    await queryClient.invalidateQueries({ queryKey: listSyncSourcesQueryKey() });
  };
}

/** Who has answered, by name, for that this source marks nobody, and how protected pupils are handled instead. */
export function NoMarks({ source }: { source: SyncSourceOut }) {
  const { t } = useTranslation('integrations');
  const [opened, setOpened] = useState<SyncSourceOut | null>(null);
  const [closed, setClosed] = useState(false);
  const close = () => {
    setOpened(null);
    setClosed(true);
  };
  const mayConfirm = source.allowedActions.includes('sync-source.confirm-no-marks');
  const confirmed = source.noMarksConfirmation;
  return (
    <section className={css.card} aria-labelledby="marks">
      <Title order={2} id="marks" size="h3" mb="xs" tabIndex={-1} ref={closed && confirmed ? focusHere : undefined} data-silent-focus>
        {t('marks.title')}
      </Title>
      <Stack gap="sm" align="flex-start">
        {confirmed ? <Confirmed source={source} /> : <Text className={css.prose}>{t('marks.explain')}</Text>}
        {!confirmed && mayConfirm && !opened && (
          <Button variant="default" className="no-print" ref={closed ? focusHere : undefined} onClick={() => setOpened(source)}>
            {t('marks.begin')}
          </Button>
        )}
        {opened && !confirmed && <ConfirmForm source={opened} onDone={close} />}
      </Stack>
    </section>
  );
}

function Confirmed({ source }: { source: SyncSourceOut }) {
  const { t } = useTranslation('integrations');
  const { instant } = useFormat();
  const refresh = useRefresh(source);
  const said = source.noMarksConfirmation;
  if (!said) return null;
  const withdraw = async () => {
    await withdrawNoMarks({ path: { sourceId: source.id }, headers: ifMatch(source), throwOnError: true });
    await refresh();
    notifyDone(t('marks.withdrawn'));
  };
  return (
    <>
      <Text>{t('marks.confirmed', { name: said.confirmedBy.name, when: instant(said.confirmedAt) })}</Text>
      <div>
        <Text fw={650}>{t('marks.handling')}</Text>
        <Text className={css.prose}>{said.handling}</Text>
      </div>
      <Text c="dimmed" className={css.prose}>
        {t('marks.until')}
      </Text>
      {source.allowedActions.includes('sync-source.withdraw-no-marks') && (
        <div className="no-print">
          <ConfirmAction label={t('marks.withdraw')} title={t('marks.withdrawTitle')} consequence={t('marks.withdrawText')} confirmLabel={t('marks.withdraw')} onConfirm={withdraw} />
        </div>
      )}
    </>
  );
}

function ConfirmForm({ source, onDone }: { source: SyncSourceOut; onDone: () => void }) {
  const { t } = useTranslation(['integrations', 'common']);
  const { person } = useMe();
  const refresh = useRefresh(source);
  const f = useAppForm({
    initialValues: { handling: '' },
    validate: { handling: (v: string) => (v.trim().length >= SHORTEST ? null : t('marks.handlingMissing')) },
  });
  const save = async ({ handling }: { handling: string }) => {
    await confirmNoMarks({ path: { sourceId: source.id }, headers: ifMatch(source), body: { handling: handling.trim() }, throwOnError: true });
    await refresh();
    notifyDone(t('marks.done'));
    onDone();
  };
  return (
    <form {...f.props(save)} style={{ width: '100%' }}>
      <Stack gap="md" maw={640}>
        <ErrorSummary {...f.summary} />
        <Textarea
          label={`${t('marks.handlingLabel')} ${t('common:form.required')}`}
          description={t('marks.handlingHint')}
          autosize
          minRows={3}
          ref={focusHere}
          maxLength={2000}
          {...f.field('handling')}
        />
        <Text className={css.prose}>{t('marks.byName', { name: person.name })}</Text>
        <Group>
          <Button type="submit" loading={f.pending}>
            {t('marks.confirm')}
          </Button>
          <Button variant="default" onClick={onDone}>
            {t('common:action.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
