import { Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useDocumentTitle } from '@/shared/lib/useDocumentTitle';
import css from './PageHeader.module.css';

interface Props {
  /** Heading and document title. Never a child's name. */
  title: string;
  /** One line below: what the page is for, or how much there is. */
  lead?: ReactNode;
  /** The one primary action of the page. */
  action?: ReactNode;
}

export function PageHeader({ title, lead, action }: Props) {
  useDocumentTitle(title);
  return (
    <Group className={css.header} justify="space-between" align="flex-start" gap="sm">
      <div className={css.words}>
        <Title order={1}>{title}</Title>
        {lead && (
          <Text c="dimmed" mt={2} component="div">
            {lead}
          </Text>
        )}
      </div>
      {action && <div className="no-print">{action}</div>}
    </Group>
  );
}
