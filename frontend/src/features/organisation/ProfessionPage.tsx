import { Anchor, Button, List, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProfessionOut } from '@/shared/api/generated';
import { readProfessionOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { useLookups } from '@/shared/api/lookups';
import { PageHeader } from '@/shared/ui/PageHeader';
import { QueryState } from '@/shared/ui/QueryState';
import { SchoolNav } from '@/shared/ui/SectionNav';
import { Term } from '@/shared/ui/Term';
import { ProfessionForm } from './ProfessionForm';
import { useProfessionName } from './ProfessionsPage';

const route = getRouteApi('/shell/skolan/professioner/$professionId');
export const levels = ['PROMOTIVE', 'PREVENTIVE', 'REMEDIAL'] as const;

/** One profession: its field, its branch and its tasks at the three levels. */
export function ProfessionPage() {
  const { professionId } = route.useParams();
  const query = useQuery(readProfessionOptions({ path: { professionId } }));
  return (
    <>
      <SchoolNav />
      <QueryState query={query}>{(profession) => <Profession profession={profession} />}</QueryState>
    </>
  );
}

function Profession({ profession }: { profession: ProfessionOut }) {
  const { t } = useTranslation('organisation');
  const name = useProfessionName();
  const { label, help } = useLookups();
  const [editing, setEditing] = useState(false);
  const mayChange = profession.allowedActions.includes('profession.change');
  const lead = [label('statutory_domain', profession.statutoryDomain), label('secrecy_branch', profession.secrecyBranch)];
  if (profession.isStatutory) lead.push(t('professions.statutory'));
  if (!profession.active) lead.push(t('professions.inactive'));
  return (
    <Stack gap="lg">
      <PageHeader
        title={name(profession)}
        lead={lead.filter(Boolean).join(' · ')}
        action={mayChange && !editing && <Button onClick={() => setEditing(true)}>{t('professions.edit')}</Button>}
      />
      {editing ? (
        <ProfessionForm profession={profession} onDone={() => setEditing(false)} />
      ) : (
        levels.map((level) => (
          <section key={level} aria-labelledby={`level-${level}`}>
            <Title order={2} id={`level-${level}`} mb={4}>
              <Term explanation={help('level', level)}>{label('level', level)}</Term>
            </Title>
            <Tasks tasks={profession.tasks.filter((task) => task.level === level)} />
          </section>
        ))
      )}
      <Anchor component={Link} to="/skolan/professioner" className="no-print">
        {t('professions.back')}
      </Anchor>
    </Stack>
  );
}

function Tasks({ tasks }: { tasks: ProfessionOut['tasks'] }) {
  const { t, i18n } = useTranslation('organisation');
  if (tasks.length === 0) return <Text c="dimmed">{t('professions.noTasks')}</Text>;
  return (
    <List>
      {tasks.map((task) => (
        <List.Item key={task.code}>{i18n.language === 'en' ? task.en : task.sv}</List.Item>
      ))}
    </List>
  );
}
