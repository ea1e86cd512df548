import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createSecondFactorProposal, putOwnSecondFactor, type ProposalOut } from '@/shared/api/generated';
import { outsideSession } from '@/shared/api/http';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { PresentPassword } from './PresentPassword';
import { QrCode } from './QrCode';
import css from './account.module.css';

interface Props {
  /** The session was begun with a one-time code a moment ago: no password is asked for, and the shell is not there. */
  outside?: boolean;
  onDone: (codes: readonly string[]) => void;
}

/** An authenticator app: a key as a QR code or to type, and its first code as the proof that it was read. */
export function Enrolment({ outside = false, onDone }: Props) {
  const [proposal, setProposal] = useState<ProposalOut | null>(null);
  if (!proposal) return <Ask outside={outside} onDone={setProposal} />;
  return <Confirm proposal={proposal} outside={outside} onDone={onDone} />;
}

function Ask({ outside, onDone }: { outside: boolean; onDone: (proposal: ProposalOut | null) => void }) {
  const { t } = useTranslation('identity');
  const f = useAppForm({
    initialValues: { currentPassword: '' },
    validate: { currentPassword: (v) => (outside || v ? null : t('presentPasswordMissing')) },
  });
  const ask = async ({ currentPassword }: { currentPassword: string }) => {
    const body = outside ? {} : { currentPassword };
    const { data } = await createSecondFactorProposal({ ...(outside && outsideSession), body, throwOnError: true });
    onDone(data.proposal);
  };
  return (
    <form {...f.props(ask)}>
      <Stack gap="md">
        <ErrorSummary {...f.summary} />
        {!outside && <PresentPassword field={f.field('currentPassword')} />}
        <Button type="submit" size="md" loading={f.pending}>
          {t('enrol.show')}
        </Button>
      </Stack>
    </form>
  );
}

function Confirm({ proposal, outside, onDone }: { proposal: ProposalOut } & Required<Props>) {
  const { t } = useTranslation('identity');
  const f = useAppForm({ initialValues: { code: '' }, validate: { code: (v) => (v.trim() ? null : t('codeMissing')) } });
  const confirm = async ({ code }: { code: string }) => {
    const { data } = await putOwnSecondFactor({ ...(outside && outsideSession), body: { code: code.replaceAll(' ', '') }, throwOnError: true });
    onDone(data.recoveryCodes ?? []);
  };
  return (
    <form {...f.props(confirm)}>
      <Stack gap="md">
        <ErrorSummary {...f.summary} />
        <Text>{t('enrol.scan')}</Text>
        <QrCode code={proposal.qrCode} label={t('enrol.qr')} />
        <div>
          <Text size="sm">{t('enrol.type')}</Text>
          <code className={css.key}>{inFours(proposal.secret)}</code>
        </div>
        <TextInput label={t('enrol.code')} autoComplete="one-time-code" inputMode="numeric" size="md" maw={240} {...f.field('code')} />
        <Button type="submit" size="md" loading={f.pending}>
          {t('enrol.confirm')}
        </Button>
      </Stack>
    </form>
  );
}

const inFours = (secret: string): string => secret.replaceAll(/(.{4})(?=.)/g, '$1 ');
