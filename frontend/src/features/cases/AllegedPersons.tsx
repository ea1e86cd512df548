import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createAllegedPerson, deleteAllegedPerson, type AllegedPersonOut, type CaseOut } from '@/shared/api/generated';
import { ifMatch } from '@/shared/api/etag';
import { listAllegedPersonsOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { useFormat } from '@/shared/lib/format';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ConfirmAction } from '@/shared/ui/ConfirmAction';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { notifyDone } from '@/shared/ui/notify';
import css from './cases.module.css';
import { PersonSelect } from './PersonSelect';
import { useCaseWrite } from './useCaseWrite';

const inChain: readonly string[] = ['DEGRADING', 'HARASSMENT'];

/** Who on the staff is pointed out: they have no part in the case (C11). Nothing is shown in other types of case. */
export function AllegedPersons({ found }: { found: CaseOut }) {
  return inChain.includes(found.caseType.code) ? <Alleged found={found} /> : null;
}

function Alleged({ found }: { found: CaseOut }) {
  const { t } = useTranslation('cases');
  const [naming, setNaming] = useState(false);
  const named = useQuery(listAllegedPersonsOptions({ path: { caseId: found.id } })).data?.items ?? [];
  const may = found.allowedActions.includes('case.name-alleged');
  if (!may && named.length === 0) return null;
  return (
    <section className={css.item}>
      <Title order={3}>{t('alleged.title')}</Title>
      <Text size="sm" c="dimmed">
        {t('alleged.text')}
      </Text>
      {named.map((one) => (
        <Named key={one.id} one={one} found={found} />
      ))}
      {may && !naming && (
        <Button variant="default" mt="sm" onClick={() => setNaming(true)}>
          {t('alleged.name')}
        </Button>
      )}
      {naming && <NameForm found={found} onDone={() => setNaming(false)} />}
    </section>
  );
}

function Named({ one, found }: { one: AllegedPersonOut; found: CaseOut }) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  const changed = useCaseWrite(found.id);
  const remove = async () => {
    await deleteAllegedPerson({ path: { caseId: found.id, allegedPersonId: one.id }, headers: ifMatch(found), throwOnError: true });
    await changed();
  };
  const may = one.removedAt === null && found.allowedActions.includes('case.manage-circle');
  return (
    <div className={css.noteHead}>
      <strong>{one.person.name}</strong>
      {one.reason && <span className={css.words}>{one.reason}</span>}
      <span className={css.by}>
        {one.removedAt ? t('alleged.removed', { at: format.instant(one.removedAt) }) : t('alleged.by', { name: one.namedBy.name, at: format.instant(one.namedAt) })}
      </span>
      {may && (
        <ConfirmAction
          label={t('alleged.remove')}
          of={one.person.name}
          title={t('alleged.removeTitle', { name: one.person.name })}
          consequence={t('alleged.removeText')}
          confirmLabel={t('alleged.remove')}
          onConfirm={remove}
          buttonProps={{ size: 'compact-sm' }}
        />
      )}
    </div>
  );
}

function NameForm({ found, onDone }: { found: CaseOut; onDone: () => void }) {
  const { t } = useTranslation(['cases', 'common']);
  const changed = useCaseWrite(found.id);
  const f = useAppForm({
    initialValues: { personId: '', reason: '' },
    validate: { personId: (v) => (v ? null : t('circle.personMissing')) },
  });
  const save = async ({ personId, reason }: typeof f.form.values) => {
    await createAllegedPerson({ path: { caseId: found.id }, body: { personId, reason: reason.trim() || null }, throwOnError: true });
    notifyDone(t('alleged.named'));
    onDone();
    await changed();
  };
  return (
    <form {...f.props(save)} aria-label={t('alleged.name')}>
      <Stack gap="sm" mt="sm">
        <ErrorSummary {...f.summary} />
        <Text>{t('alleged.consequence')}</Text>
        <PersonSelect label={`${t('circle.person')} ${t('common:form.required')}`} schoolId={found.school.id} field={f.field('personId')} />
        <TextInput label={`${t('alleged.reason')} ${t('common:form.optional')}`} maxLength={2000} {...f.field('reason')} />
        <Group>
          <Button type="submit" loading={f.pending}>
            {t('alleged.save')}
          </Button>
          <Button variant="default" onClick={onDone}>
            {t('common:action.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
