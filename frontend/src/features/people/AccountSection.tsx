import { Button, Group, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createAccount, lockAccount, resetAccount, unlockAccount, type AccountOut, type PersonOut } from '@/shared/api/generated';
import { readAccountOptions, readAccountQueryKey } from '@/shared/api/generated/@tanstack/react-query.gen';
import { capital, useLookups } from '@/shared/api/lookups';
import { useFormat } from '@/shared/lib/format';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ConfirmAction } from '@/shared/ui/ConfirmAction';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { notifyDone } from '@/shared/ui/notify';
import { QueryState } from '@/shared/ui/QueryState';
import { StatusBadge, type Tone } from '@/shared/ui/StatusBadge';
import { OneTimeCode } from './OneTimeCode';

const tones: Record<AccountOut['state'], Tone> = { NONE: 'closed', CODE_GIVEN: 'waiting', CODE_EXPIRED: 'late', ACTIVE: 'done', LOCKED: 'closed' };

/** The sign-in of one person, for administrators. */
export function AccountSection({ person }: { person: PersonOut }) {
  const { t } = useTranslation('people');
  const path = { personId: person.id };
  const query = useQuery(readAccountOptions({ path }));
  const [fresh, setFresh] = useState<AccountOut | null>(null);
  return (
    <section aria-labelledby="account">
      <Title order={2} id="account" mb="xs">
        {t('account.title')}
      </Title>
      <Stack gap="md">
        {fresh && <OneTimeCode account={fresh} onClose={() => setFresh(null)} />}
        <QueryState query={query}>{(account) => <Account account={account} person={person} onCode={setFresh} />}</QueryState>
      </Stack>
    </section>
  );
}

interface Props {
  account: AccountOut;
  person: PersonOut;
  onCode: (account: AccountOut | null) => void;
}

function Account({ account, person, onCode }: Props) {
  const { t } = useTranslation('people');
  const { label } = useLookups();
  const [opening, setOpening] = useState(false);
  const mayOpen = account.allowedActions.includes('account.open');
  return (
    <Stack gap="sm" align="flex-start">
      <Group gap="xs">
        <StatusBadge tone={tones[account.state]}>{capital(label('account_state', account.state))}</StatusBadge>
        {account.username && <Text fw={600}>{account.username}</Text>}
      </Group>
      <Facts account={account} />
      {mayOpen && !opening && (
        <Button variant="default" className="no-print" onClick={() => setOpening(true)}>
          {t('account.open')}
        </Button>
      )}
      {mayOpen && opening && <OpenForm person={person} onCode={onCode} onDone={() => setOpening(false)} />}
      <Acts account={account} person={person} onCode={onCode} />
    </Stack>
  );
}

function Facts({ account }: { account: AccountOut }) {
  const { t } = useTranslation('people');
  const { instant } = useFormat();
  if (account.state === 'NONE') return <Text c="dimmed">{t('account.none')}</Text>;
  return (
    <>
      {account.codeExpiresAt && <Text>{t('account.codeUntil', { when: instant(account.codeExpiresAt) })}</Text>}
      {account.state === 'ACTIVE' && <Text>{account.hasSecondFactor ? t('account.twoSteps') : t('account.oneStep')}</Text>}
      <Text c="dimmed">{account.lastUsedAt ? t('account.used', { when: instant(account.lastUsedAt) }) : t('account.neverUsed')}</Text>
    </>
  );
}

function useKept(person: PersonOut) {
  const queryClient = useQueryClient();
  return (account: AccountOut) => queryClient.setQueryData(readAccountQueryKey({ path: { personId: person.id } }), { ...account, oneTimeCode: null });
}

function Acts({ account, person, onCode }: Props) {
  const { t } = useTranslation('people');
  const keep = useKept(person);
  const call = { path: { personId: person.id }, throwOnError: true } as const;
  const reset = async () => {
    const { data } = await resetAccount(call);
    keep(data);
    onCode(data);
  };
  const lock = async () => {
    keep((await lockAccount(call)).data);
    onCode(null);
    notifyDone(t('account.locked'));
  };
  const unlock = async () => {
    keep((await unlockAccount(call)).data);
    notifyDone(t('account.unlocked'));
  };
  const may = (action: string) => account.allowedActions.includes(action);
  return (
    <Group className="no-print">
      {may('account.reset') && (
        <ConfirmAction label={t('account.reset')} title={t('account.resetTitle')} consequence={t('account.resetConsequence')} confirmLabel={t('account.reset')} onConfirm={reset} />
      )}
      {may('account.lock') && (
        <ConfirmAction label={t('account.lock')} title={t('account.lockTitle')} consequence={t('account.lockConsequence')} confirmLabel={t('account.lock')} onConfirm={lock} />
      )}
      {may('account.unlock') && (
        <ConfirmAction label={t('account.unlock')} title={t('account.unlockTitle')} consequence={t('account.unlockConsequence')} confirmLabel={t('account.unlock')} onConfirm={unlock} />
      )}
    </Group>
  );
}

function OpenForm({ person, onCode, onDone }: { person: PersonOut; onCode: Props['onCode']; onDone: () => void }) {
  const { t } = useTranslation(['people', 'common']);
  const keep = useKept(person);
  const f = useAppForm({
    initialValues: { username: suggested(person) },
    validate: { username: (v) => (/^[A-Za-z0-9][A-Za-z0-9._@-]{2,59}$/.test(v.trim()) ? null : t('account.usernameWrong')) },
  });
  const open = async ({ username }: { username: string }) => {
    const { data } = await createAccount({ path: { personId: person.id }, body: { username: username.trim() }, throwOnError: true });
    keep(data);
    onCode(data);
    onDone();
  };
  return (
    <Paper withBorder p="md" w="100%">
      <form {...f.props(open)}>
        <Stack gap="md" maw={480}>
          <ErrorSummary {...f.summary} />
          <TextInput label={t('account.username')} description={t('account.usernameHint')} autoComplete="off" autoCapitalize="none" spellCheck={false} {...f.field('username')} />
          <Group>
            <Button type="submit" loading={f.pending}>
              {t('account.open')}
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

/** "Åsa Öberg" → "asa.oberg"; only a suggestion, names alike are refused by the server. */
function suggested(person: PersonOut): string {
  return `${person.givenName}.${person.familyName}`
    .normalize('NFD')
    .replaceAll(/[^A-Za-z0-9.-]/g, '')
    .toLowerCase()
    .slice(0, 60);
}
