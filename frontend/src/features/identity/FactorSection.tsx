import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createRecoveryCodes, type OwnAccountOut } from '@/shared/api/generated';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { StatusBadge } from '@/shared/ui/StatusBadge';
import { begin } from './begin';
import { Enrolment } from './Enrolment';
import { PresentPassword } from './PresentPassword';
import { RecoveryCodes } from './RecoveryCodes';
import { currentSession, take } from './signIn';

type Doing = 'enrol' | 'renew' | null;

/** The second factor and the recovery codes that stand in for it. */
export function FactorSection({ account }: { account: OwnAccountOut }) {
  const { t } = useTranslation('identity');
  const queryClient = useQueryClient();
  const [doing, setDoing] = useState<Doing>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const done = async (fresh: readonly string[]) => {
    setCodes(fresh);
    setDoing(null);
    take(await currentSession());
    await queryClient.invalidateQueries();
  };
  return (
    <section aria-labelledby="own-factor">
      <Title order={2} id="own-factor" mb="xs">
        {t('factor.title')}
      </Title>
      {codes ? (
        <Fresh codes={codes} onClose={() => setCodes(null)} />
      ) : doing ? (
        <Doings doing={doing} account={account} onDone={(fresh) => void done(fresh)} onCancel={() => setDoing(null)} />
      ) : (
        <Standing account={account} onStart={setDoing} />
      )}
    </section>
  );
}

function Standing({ account, onStart }: { account: OwnAccountOut; onStart: (doing: Doing) => void }) {
  const { t } = useTranslation('identity');
  const may = (action: string) => account.allowedActions.includes(action);
  const has = account.hasSecondFactor;
  const mayEnrol = may('own-account.enrol');
  return (
    <Stack gap="sm" align="flex-start">
      <StatusBadge tone={has ? 'done' : 'late'}>{has ? t('factor.on') : t('factor.off')}</StatusBadge>
      {has && <Text>{t('codes.left', { count: account.recoveryCodesLeft })}</Text>}
      {!mayEnrol && <Text c="dimmed">{has ? t('account.needsCode') : t('factor.closed')}</Text>}
      <Group>
        {mayEnrol && (
          <Button variant={has ? 'default' : 'filled'} onClick={() => onStart('enrol')}>
            {has ? t('factor.replace') : t('factor.add')}
          </Button>
        )}
        {may('own-account.renew-recovery-codes') && (
          <Button variant="default" onClick={() => onStart('renew')}>
            {t('codes.renew')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

interface DoingsProps {
  doing: Exclude<Doing, null>;
  account: OwnAccountOut;
  onDone: (codes: readonly string[]) => void;
  onCancel: () => void;
}

function Doings({ doing, account, onDone, onCancel }: DoingsProps) {
  const { t } = useTranslation(['identity', 'common']);
  return (
    <Paper withBorder p="md">
      <Stack gap="md" maw={480}>
        <Text>{doing === 'renew' ? t('codes.renewLead') : account.hasSecondFactor ? t('factor.replaceLead') : t('enrol.lead')}</Text>
        {doing === 'renew' ? <Renewal onDone={onDone} /> : <Enrolment onDone={onDone} />}
        <Button variant="default" onClick={onCancel}>
          {t('common:action.cancel')}
        </Button>
      </Stack>
    </Paper>
  );
}

function Renewal({ onDone }: { onDone: (codes: readonly string[]) => void }) {
  const { t } = useTranslation('identity');
  const f = useAppForm({
    initialValues: { currentPassword: '' },
    validate: { currentPassword: (v) => (v ? null : t('presentPasswordMissing')) },
  });
  const renew = async (body: { currentPassword: string }) => {
    const { data } = await createRecoveryCodes({ body, throwOnError: true });
    onDone(data.recoveryCodes ?? []);
  };
  return (
    <form {...f.props(renew)}>
      <Stack gap="md">
        <ErrorSummary {...f.summary} />
        <PresentPassword field={f.field('currentPassword')} />
        <Button type="submit" loading={f.pending}>
          {t('codes.renew')}
        </Button>
      </Stack>
    </form>
  );
}

function Fresh({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  const { t } = useTranslation('identity');
  return (
    <Paper withBorder p="md">
      <Stack gap="md">
        <Title order={3} ref={begin} tabIndex={-1}>
          {t('codes.title')}
        </Title>
        <RecoveryCodes codes={codes} />
        <Button onClick={onClose} className="no-print">
          {t('codes.kept')}
        </Button>
      </Stack>
    </Paper>
  );
}
