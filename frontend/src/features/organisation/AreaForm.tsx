import { Button, Group, NativeSelect, Paper, Stack, TextInput, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { createArea, type AreaOut } from '@/shared/api/generated';
import { listAreasQueryKey } from '@/shared/api/generated/@tanstack/react-query.gen';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { notifyDone } from '@/shared/ui/notify';

export function AreaForm({ areas, onDone }: { areas: readonly AreaOut[]; onDone: () => void }) {
  const { t } = useTranslation(['organisation', 'common']);
  const queryClient = useQueryClient();
  const f = useAppForm({
    initialValues: { name: '', parentId: '' },
    validate: { name: (v) => (v.trim() ? null : t('units.nameMissing')) },
  });
  const save = async ({ name, parentId }: { name: string; parentId: string }) => {
    await createArea({ body: { name: name.trim(), parentId: parentId || null }, throwOnError: true });
    await queryClient.invalidateQueries({ queryKey: listAreasQueryKey() });
    notifyDone(t('units.areaAdded'));
    onDone();
  };
  const above = [{ value: '', label: t('units.noAbove') }, ...areas.map((area) => ({ value: area.id, label: area.name }))];
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="new-area">
      <form {...f.props(save)}>
        <Stack gap="md" maw={480}>
          <Title order={2} id="new-area">
            {t('units.addArea')}
          </Title>
          <ErrorSummary {...f.summary} />
          <TextInput label={`${t('units.name')} ${t('common:form.required')}`} {...f.field('name')} />
          <NativeSelect label={t('units.above')} data={above} {...f.field('parentId')} />
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
