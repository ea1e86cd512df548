import { Button, Checkbox, Group, NativeSelect, Paper, Stack, TextInput, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { createSchool, type AreaOut, type SchoolIn } from '@/shared/api/generated';
import { listSchoolsQueryKey } from '@/shared/api/generated/@tanstack/react-query.gen';
import { useLookups } from '@/shared/api/lookups';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { notifyDone } from '@/shared/ui/notify';

interface Values extends Record<string, unknown> {
  name: string;
  shortCode: string;
  unitCode: string;
  areaId: string;
  schoolForms: string[];
}
const empty: Values = { name: '', shortCode: '', unitCode: '', areaId: '', schoolForms: [] };

export function SchoolForm({ areas, onDone }: { areas: readonly AreaOut[]; onDone: () => void }) {
  const { t } = useTranslation(['organisation', 'common']);
  const { options } = useLookups();
  const queryClient = useQueryClient();
  const f = useAppForm<Values>({
    initialValues: empty,
    validate: {
      name: (v) => (v.trim() ? null : t('units.nameMissing')),
      shortCode: (v) => (/^[A-ZÅÄÖ]{2,4}$/.test(v.trim()) ? null : t('units.shortCodeWrong')),
      unitCode: (v) => (v.trim() === '' || /^[0-9]{8}$/.test(v.trim()) ? null : t('units.unitCodeWrong')),
      schoolForms: (v) => (v.length > 0 ? null : t('units.formsMissing')),
    },
  });
  const save = async (values: Values) => {
    const body: SchoolIn = {
      name: values.name.trim(),
      shortCode: values.shortCode.trim(),
      unitCode: values.unitCode.trim() || null,
      areaId: values.areaId || null,
      schoolForms: values.schoolForms as SchoolIn['schoolForms'],
    };
    await createSchool({ body, throwOnError: true });
    await queryClient.invalidateQueries({ queryKey: listSchoolsQueryKey() });
    notifyDone(t('units.schoolAdded'));
    onDone();
  };
  const required = t('common:form.required');
  const choices = [{ value: '', label: t('units.noArea') }, ...areas.map((area) => ({ value: area.id, label: area.name }))];
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="new-school">
      <form {...f.props(save)}>
        <Stack gap="md" maw={560}>
          <Title order={2} id="new-school">
            {t('units.addSchool')}
          </Title>
          <ErrorSummary {...f.summary} />
          <TextInput label={`${t('units.name')} ${required}`} {...f.field('name')} />
          <TextInput label={`${t('units.shortCode')} ${required}`} description={t('units.shortCodeHint')} maw={240} {...f.field('shortCode')} />
          <TextInput label={t('units.unitCode')} description={t('units.unitCodeHint')} inputMode="numeric" maw={240} {...f.field('unitCode')} />
          <Checkbox.Group label={`${t('units.forms')} ${required}`} {...f.field('schoolForms')}>
            <Stack gap="xs" mt="xs">
              {options('school_form').map((form) => (
                <Checkbox key={form.value} value={form.value} label={form.label} />
              ))}
            </Stack>
          </Checkbox.Group>
          <NativeSelect label={t('units.area')} data={choices} {...f.field('areaId')} />
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
