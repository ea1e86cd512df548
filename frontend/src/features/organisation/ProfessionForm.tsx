import { Button, Checkbox, Fieldset, Group, Paper, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { changeProfession, type Level, type ProfessionOut } from '@/shared/api/generated';
import { listProfessionsQueryKey, readProfessionQueryKey } from '@/shared/api/generated/@tanstack/react-query.gen';
import { ifMatch } from '@/shared/api/etag';
import { useLookups } from '@/shared/api/lookups';
import { useAppForm, type AppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { notifyDone } from '@/shared/ui/notify';
import { levels } from './ProfessionPage';

interface Values extends Record<string, unknown> {
  nameSv: string;
  nameEn: string;
  active: boolean;
  tasks: { key: string; code: string | null; level: Level; sv: string; en: string }[];
}

export function ProfessionForm({ profession, onDone }: { profession: ProfessionOut; onDone: () => void }) {
  const { t } = useTranslation(['organisation', 'common']);
  const { label } = useLookups();
  const queryClient = useQueryClient();
  const { nameSv, nameEn, active } = profession;
  const named = (v: string) => (v.trim() ? null : t('professions.nameMissing'));
  const written = (v: string) => (v.trim() ? null : t('professions.taskMissing'));
  const f = useAppForm<Values>({
    initialValues: { nameSv, nameEn, active, tasks: profession.tasks.map((task) => ({ key: task.code, ...task })) },
    validate: { nameSv: named, nameEn: named, tasks: { sv: written, en: written } },
  });
  const save = async (values: Values) => {
    const tasks = values.tasks.map(({ code, level, sv, en }) => ({ code, level, sv: sv.trim(), en: en.trim() }));
    const path = { professionId: profession.id };
    const body = { nameSv: values.nameSv.trim(), nameEn: values.nameEn.trim(), active: values.active, tasks };
    await changeProfession({ path, headers: ifMatch(profession), body, throwOnError: true });
    await queryClient.invalidateQueries({ queryKey: readProfessionQueryKey({ path }) });
    await queryClient.invalidateQueries({ queryKey: listProfessionsQueryKey() });
    notifyDone(t('professions.saved'));
    onDone();
  };
  const add = (level: Level) => f.form.insertListItem('tasks', { key: crypto.randomUUID(), code: null, level, sv: '', en: '' });
  return (
    <Paper withBorder p="md">
      <form {...f.props(save)}>
        <Stack gap="md" maw={760}>
          <ErrorSummary {...f.summary} />
          <Group grow align="flex-start">
            <TextInput label={`${t('professions.nameSv')} ${t('common:form.required')}`} {...f.field('nameSv')} />
            <TextInput label={`${t('professions.nameEn')} ${t('common:form.required')}`} {...f.field('nameEn')} />
          </Group>
          <Checkbox label={t('professions.active')} {...f.field('active')} checked={f.form.values.active} />
          {levels.map((level) => (
            <Fieldset key={level} legend={label('level', level)}>
              <Stack gap="sm">
                <Tasks f={f} level={level} />
                <Group>
                  <Button variant="default" onClick={() => add(level)}>
                    {t('professions.addTask', { level: label('level', level) })}
                  </Button>
                </Group>
              </Stack>
            </Fieldset>
          ))}
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

function Tasks({ f, level }: { f: AppForm<Values>; level: Level }) {
  const { t } = useTranslation(['organisation', 'common']);
  const { label } = useLookups();
  const rows = f.form.values.tasks.map((task, at) => ({ task, at })).filter(({ task }) => task.level === level);
  return rows.map(({ task, at }, n) => (
    <Group key={task.key} align="flex-end" grow preventGrowOverflow={false}>
      <TextInput label={t('professions.taskSv')} {...f.field(`tasks.${at}.sv`)} />
      <TextInput label={t('professions.taskEn')} {...f.field(`tasks.${at}.en`)} />
      <Button
        variant="default"
        flex="0 0 auto"
        aria-label={t('professions.removeTask', { n: n + 1, level: label('level', level) })}
        onClick={() => f.form.removeListItem('tasks', at)}
      >
        {t('common:action.remove')}
      </Button>
    </Group>
  ));
}
