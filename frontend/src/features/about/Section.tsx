import { List, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Stack component="section" gap="xs" mb="lg" maw={680}>
      <Title order={2}>{title}</Title>
      {children}
    </Stack>
  );
}

/** One sentence or more per point. */
export function Points({ points }: { points: readonly string[] }) {
  return (
    <List spacing="xs">
      {points.map((p) => (
        <List.Item key={p}>
          <Text span>{p}</Text>
        </List.Item>
      ))}
    </List>
  );
}
