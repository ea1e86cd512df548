import { Alert, Anchor, List, Text } from '@mantine/core';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';

export interface SummaryError {
  /** Id of the field, or null for what concerns the whole form. */
  fieldId: string | null;
  message: string;
}

/** `title`: what was not done, where it is not saving. GOV.UK's pattern: every error once here, in the same words as at its field, linked; focus is moved here by `useAppForm`. */
export function ErrorSummary({ errors, ref, title }: { errors: readonly SummaryError[]; ref?: Ref<HTMLDivElement>; title?: string }) {
  const { t } = useTranslation();
  if (errors.length === 0) return null;
  const general = errors.filter((e) => e.fieldId === null);
  const linked = errors.filter((e) => e.fieldId !== null);
  const heading = linked.length > 0 ? t('form.problem') : (title ?? t('form.problemSend'));
  return (
    <Alert ref={ref} tabIndex={-1} role="alert" color="tegel" variant="outline" bg="white" title={heading} data-silent-focus>
      {general.map((e) => (
        <Text key={e.message}>{e.message}</Text>
      ))}
      {linked.length > 0 && (
        <List>
          {linked.map((e) => (
            <List.Item key={e.fieldId}>
              <Anchor c="tegel.7" underline="always" href={`#${e.fieldId}`} onClick={(event) => goTo(event, e.fieldId)}>
                {e.message}
              </Anchor>
            </List.Item>
          ))}
        </List>
      )}
    </Alert>
  );
}

function goTo(event: React.MouseEvent, fieldId: string | null) {
  const field = fieldId === null ? null : document.getElementById(fieldId);
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.scrollIntoView({ block: 'center' });
}
