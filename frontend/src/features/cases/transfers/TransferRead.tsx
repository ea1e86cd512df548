import { Button, Group, List, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TransferOut } from '@/shared/api/generated';
import { useFormat } from '@/shared/lib/format';
import { StatusBadge, type Tone } from '@/shared/ui/StatusBadge';
import css from '../cases.module.css';

type State = 'nothing' | 'came' | 'received' | 'waits' | 'sent';
const tones: Record<State, Tone> = { nothing: 'closed', came: 'done', received: 'done', waits: 'waiting', sent: 'done' };

function stateOf(one: TransferOut): State {
  if (one.direction === 'IN') return 'came';
  if (one.destination === 'NONE') return 'nothing';
  if (one.destination === 'OUTSIDE') return 'sent';
  return one.receivedAt ? 'received' : 'waits';
}

/** One handover as it stood: to whom, what, and what the pupil and the guardians were told. */
export function TransferRead({ one }: { one: TransferOut }) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  const state = stateOf(one);
  const name = one.origin ?? one.toSchool ?? one.recipient;
  return (
    <article className={css.item}>
      <div className={css.noteHead}>
        <Text fw={650}>{name ?? t('transferDestination.NONE')}</Text>
        <StatusBadge tone={tones[state]}>{t(`transfer.state.${state}`)}</StatusBadge>
      </div>
      <Text className={css.by}>{t('transfer.decided', { name: one.decidedBy.name, at: format.instant(one.decidedAt) })}</Text>
      {one.receivedBy && one.receivedAt && <Text className={css.by}>{t('transfer.receivedLine', { name: one.receivedBy.name, at: format.instant(one.receivedAt) })}</Text>}
      {one.parts.map((part, at) => (
        <section key={at}>
          <Title order={part.level === 2 ? 3 : 4} size={part.level === 2 ? 'h4' : 'h5'} mt="xs">
            {part.heading}
          </Title>
          {part.paragraphs.map((text, line) => (
            <Text key={line} className={css.words}>
              {text}
            </Text>
          ))}
          {part.bullets.length > 0 && (
            <List>
              {part.bullets.map((text, line) => (
                <List.Item key={line}>{text}</List.Item>
              ))}
            </List>
          )}
        </section>
      ))}
      {one.told && one.toldOn && <Text size="sm" mt="xs">{t('transfer.toldLine', { day: format.day(one.toldOn), text: one.told })}</Text>}
      {one.reason && <Text size="sm">{t('transfer.reasonLine', { text: one.reason })}</Text>}
      {one.destination !== 'NONE' && (
        <Group mt="xs">
          <Button component="a" size="sm" variant="default" href={`${one._links.self.href}/document`} download>
            {t('transfer.document')}
          </Button>
        </Group>
      )}
    </article>
  );
}
