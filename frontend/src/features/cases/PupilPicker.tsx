import { ActionIcon, Button, Fieldset, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { allOf } from '@/shared/api/allOf';
import type { FoundStudentOut } from '@/shared/api/generated';
import { listMyStudents, searchStudents } from '@/shared/api/generated';
import { listMyStudentsQueryKey } from '@/shared/api/generated/@tanstack/react-query.gen';
import { asProblem } from '@/shared/api/problem';
import css from './cases.module.css';

export interface Chosen {
  id: string;
  name: string;
}

interface Props {
  value: readonly Chosen[];
  onChange: (chosen: Chosen[]) => void;
  /** The unit whose pupils count. */
  schoolId: string;
  label: string;
  error?: string | undefined;
  /** Other ways to say whom it concerns, in the same box. */
  children?: ReactNode;
}

/** Who has no groups of their own has no list either. */
const FORBIDDEN = 403;

/** One's own pupils to choose from; any other by whole first and last name, three hits at most, never browsed. */
export function PupilPicker({ value, onChange, schoolId, label, error, children }: Props) {
  const { t } = useTranslation('cases');
  const mine = useQuery({ queryKey: [...listMyStudentsQueryKey(), 'all'], queryFn: () => allOf((query) => listMyStudents({ query, throwOnError: true })), retry: false });
  const own = (mine.data ?? []).filter((pupil) => pupil.school.id === schoolId);
  const [searching, setSearching] = useState(false);
  const has = (id: string) => value.some((one) => one.id === id);
  const add = (pupil: Chosen) => !has(pupil.id) && onChange([...value, pupil]);
  const remove = (id: string) => onChange(value.filter((one) => one.id !== id));
  // By keyboard every arrow is a choice: the list holds one pupil, and the next choice replaces it.
  const [current, setCurrent] = useState('');
  const others = value.filter((one) => one.id !== current);
  const choose = (id: string) => {
    const pupil = own.find((one) => one.id === id);
    setCurrent(id);
    onChange(pupil ? [...others, { id, name: pupil.name }] : others);
  };
  return (
    <Fieldset legend={label} classNames={{ legend: css.legend }}>
      <Stack gap="sm">
        {mine.isError && asProblem(mine.error).status !== FORBIDDEN && (
          <Text role="alert" size="sm">
            {t('pupils.unavailable')}
          </Text>
        )}
        {own.length > 0 && (
          <NativeSelect
            label={t('pupils.own')}
            value={current}
            onChange={(e) => choose(e.currentTarget.value)}
            data={[
              { value: '', label: t('pupils.choose') },
              ...own.filter((pupil) => pupil.id === current || !has(pupil.id)).map((pupil) => ({ value: pupil.id, label: pupil.name })),
            ]}
          />
        )}
        {current && (
          <Button variant="subtle" size="compact-md" className={css.start} onClick={() => setCurrent('')}>
            {t('pupils.oneMore')}
          </Button>
        )}
        <ChosenPupils pupils={others} onRemove={remove} />
        {own.length > 0 && !searching ? (
          <Button variant="subtle" size="compact-md" className={css.start} onClick={() => setSearching(true)}>
            {t('pupils.other')}
          </Button>
        ) : (
          <PupilSearch onFound={add} schoolId={schoolId} />
        )}
        {children}
        {error && (
          <Text c="tegel.7" size="sm" role="alert">
            {error}
          </Text>
        )}
      </Stack>
    </Fieldset>
  );
}

function ChosenPupils({ pupils, onRemove }: { pupils: readonly Chosen[]; onRemove: (id: string) => void }) {
  const { t } = useTranslation('cases');
  if (pupils.length === 0) return null;
  return (
    <ul className={css.plain} aria-label={t('pupils.chosen')}>
      <Group gap="xs">
        {pupils.map((pupil) => (
          <li key={pupil.id} className={css.chip}>
            {pupil.name}
            <ActionIcon variant="subtle" aria-label={t('pupils.remove', { name: pupil.name })} onClick={() => onRemove(pupil.id)}>
              <IconX size={16} aria-hidden />
            </ActionIcon>
          </li>
        ))}
      </Group>
    </ul>
  );
}

function PupilSearch({ onFound, schoolId }: { onFound: (pupil: Chosen) => void; schoolId: string }) {
  const { t } = useTranslation('cases');
  const [name, setName] = useState({ givenName: '', familyName: '' });
  const [hits, setHits] = useState<FoundStudentOut[] | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const complete = name.givenName.trim() !== '' && name.familyName.trim() !== '';
  const search = async () => {
    setRefusal(null);
    try {
      const { data } = await searchStudents({ body: name, throwOnError: true });
      setHits(data.items.filter((pupil) => pupil.school.id === schoolId));
    } catch (error) {
      setRefusal(asProblem(error).detail);
    }
  };
  const choose = (pupil: FoundStudentOut) => {
    onFound(pupil);
    setHits(null);
    setName({ givenName: '', familyName: '' });
  };
  const onEnter = (e: React.KeyboardEvent) => {
    if (e.key !== 'Enter') return;
    e.preventDefault();
    if (complete) void search();
  };
  return (
    <div role="search" aria-label={t('pupils.other')}>
      <Group gap="xs" align="flex-end">
        {(['givenName', 'familyName'] as const).map((field) => (
          <TextInput
            key={field}
            label={t(field === 'givenName' ? 'pupils.given' : 'pupils.family')}
            value={name[field]}
            onChange={(e) => setName({ ...name, [field]: e.currentTarget.value })}
            onKeyDown={onEnter}
            autoComplete="off"
            flex="1 1 9rem"
          />
        ))}
        <Button variant="default" onClick={() => void search()} disabled={!complete}>
          {t('pupils.search')}
        </Button>
      </Group>
      <Text size="sm" c="dimmed" mt={4}>
        {t('pupils.searchHint')}
      </Text>
      <div role="status">
        {refusal && <Text size="sm">{refusal}</Text>}
        {hits?.length === 0 && <Text size="sm">{t('pupils.none')}</Text>}
      </div>
      {hits?.map((pupil) => (
        <Button key={pupil.id} variant="light" size="sm" mt="xs" mr="xs" onClick={() => choose(pupil)}>
          {t('pupils.add', { name: [pupil.name, ...pupil.groups].join(', ') })}
        </Button>
      ))}
    </div>
  );
}
