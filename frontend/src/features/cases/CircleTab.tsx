import { Button, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deleteCaseMember, type CaseMemberOut, type CaseOut } from '@/shared/api/generated';
import { listCaseMembersOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { useFormat } from '@/shared/lib/format';
import { ConfirmAction } from '@/shared/ui/ConfirmAction';
import { QueryState } from '@/shared/ui/QueryState';
import { AllegedPersons } from './AllegedPersons';
import css from './cases.module.css';
import { MemberForm } from './MemberForm';
import { Readings } from './Readings';
import { useCaseWrite } from './useCaseWrite';
import { useReaders } from './useReaders';

/** Who is in the case, why and since when; who was; and who reads it because of what they are. */
export function CircleTab({ found }: { found: CaseOut }) {
  const { t } = useTranslation('cases');
  const [adding, setAdding] = useState(false);
  const query = useQuery(listCaseMembersOptions({ path: { caseId: found.id } }));
  const may = found.allowedActions.includes('case.manage-circle');
  return (
    <QueryState query={query}>
      {(data) => {
        const past = data.items.filter(hasEnded);
        const inside = data.items.filter((member) => !hasEnded(member));
        return (
          <>
            {may && !adding && (
              <Button mb="md" onClick={() => setAdding(true)}>
                {t('circle.add')}
              </Button>
            )}
            {adding && <MemberForm found={found} onDone={() => setAdding(false)} />}
            {inside.map((member) => (
              <Member key={member.id} member={member} found={found} may={may} />
            ))}
            <Others found={found} inside={inside} />
            <AllegedPersons found={found} />
            {past.length > 0 && (
              <Title order={3} mt="md" mb="xs">
                {t('circle.past')}
              </Title>
            )}
            {past.map((member) => (
              <Member key={member.id} member={member} found={found} may={false} />
            ))}
            <Readings found={found} />
          </>
        );
      }}
    </QueryState>
  );
}

/** A way in that was opened with a reason has its end from the beginning. */
const hasEnded = (member: CaseMemberOut): boolean => member.endedAt !== null && new Date(member.endedAt) <= new Date();

function Member({ member, found, may }: { member: CaseMemberOut; found: CaseOut; may: boolean }) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  const changed = useCaseWrite(found.id);
  const end = async () => {
    await deleteCaseMember({ path: { caseId: found.id, memberId: member.id }, throwOnError: true });
    await changed();
  };
  const at = format.instant(member.endedAt ?? member.since);
  const when = member.endedAt ? t(hasEnded(member) ? 'circle.ended' : 'circle.until', { at }) : t('circle.since', { at });
  return (
    <article className={css.item}>
      <div className={css.noteHead}>
        <strong>{member.person.name}</strong>
        {member.role && <span>{t(`role.${member.role}`)}</span>}
        {member.kind === 'BREAK_GLASS' && <span>{t('why.BREAK_GLASS')}</span>}
        <span className={css.by}>{when}</span>
      </div>
      {member.reason && <Text className={css.words}>{member.reason}</Text>}
      {may && member.role !== 'OWNER' && (
        <ConfirmAction
          label={t('circle.end')}
          title={t('circle.endTitle', { name: member.person.name })}
          consequence={t('circle.endText')}
          confirmLabel={t('circle.end')}
          onConfirm={end}
          buttonProps={{ size: 'compact-sm' }}
        />
      )}
    </article>
  );
}

function Others({ found, inside }: { found: CaseOut; inside: readonly CaseMemberOut[] }) {
  const { t } = useTranslation('cases');
  const readers = (useReaders(found.id, 'K0') ?? []).filter((reader) => !inside.some((member) => member.person.id === reader.id));
  if (readers.length === 0) return null;
  return (
    <section className={css.item}>
      <Title order={3}>{t('circle.readers')}</Title>
      <Text size="sm" c="dimmed">
        {t('circle.readersText')}
      </Text>
      <ul className={css.plain}>
        {readers.map((reader) => (
          <li key={reader.id}>{`${reader.name}, ${reader.why}`}</li>
        ))}
      </ul>
    </section>
  );
}
