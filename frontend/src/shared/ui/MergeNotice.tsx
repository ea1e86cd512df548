import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Merging } from '@/shared/lib/useMerge';

interface Props<T> {
  merging: Merging<T>;
  label: (name: keyof T & string) => string;
  /** A value as one reads it: a name instead of an id. */
  show?: (name: keyof T & string, value: unknown) => string;
}

/** What somebody else saved while this was open, field by field: keep what stands here, or take theirs. */
export function MergeNotice<T>({ merging, label, show }: Props<T>) {
  const { t } = useTranslation();
  if (merging.disputes.length === 0) return null;
  return (
    <Alert color="hav" variant="outline" role="alert" title={t('merge.title')}>
      <Stack gap="sm">
        <Text size="sm">{t('merge.text')}</Text>
        {merging.disputes.map(({ name, theirs }) => (
          <Stack key={name} gap={4} role="group" aria-label={label(name)}>
            <Text fw={600}>{label(name)}</Text>
            <Text style={{ whiteSpace: 'pre-wrap' }}>{t('merge.theirs', { text: (show?.(name, theirs) ?? String(theirs)) || t('merge.emptied') })}</Text>
            <Group gap="xs">
              <Button size="xs" variant="default" onClick={() => merging.keep(name)}>
                {t('merge.keep')}
              </Button>
              <Button size="xs" variant="default" onClick={() => merging.take(name)}>
                {t('merge.take')}
              </Button>
            </Group>
          </Stack>
        ))}
      </Stack>
    </Alert>
  );
}
