import { Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseOut, ChildVoiceOut } from '@/shared/api/generated';
import { listChildVoicesOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { useFormat } from '@/shared/lib/format';
import { QueryState } from '@/shared/ui/QueryState';
import { EmptyState } from '@/shared/ui/states';
import css from './cases.module.css';
import { FollowVoiceForm } from './FollowVoiceForm';
import { VoiceForm } from './VoiceForm';

/** What children have said or shown, and what it changed. */
export function VoicesTab({ found }: { found: CaseOut }) {
  const { t } = useTranslation('cases');
  const [writing, setWriting] = useState(false);
  const query = useQuery(listChildVoicesOptions({ path: { caseId: found.id } }));
  const may = found.allowedActions.includes('case.write-voice');
  const add = (first: boolean) => may && !writing && (
    <Button variant={first ? 'filled' : 'default'} onClick={() => setWriting(true)} mb="md">
      {t('voice.add')}
    </Button>
  );
  return (
    <QueryState query={query}>
      {(data) => (
        <>
          {data.items.length === 0 && !writing ? (
            <EmptyState title={t('voice.empty')} text={t('voice.emptyText')} example={t('voice.emptyExample')} action={add(true)} />
          ) : (
            add(false)
          )}
          {writing && <VoiceForm found={found} onDone={() => setWriting(false)} />}
          {data.items.map((voice) => (
            <Voice key={voice.id} voice={voice} found={found} />
          ))}
        </>
      )}
    </QueryState>
  );
}

function Voice({ voice, found }: { voice: ChildVoiceOut; found: CaseOut }) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  const [following, setFollowing] = useState(false);
  const child = found.students.find((pupil) => pupil.id === voice.studentId);
  return (
    <article className={css.item}>
      <div className={css.noteHead}>
        <strong>{t(`perspective.${voice.perspective}`)}</strong>
        <span>{t(`method.${voice.method}`)}</span>
        {child && <span>{child.name ?? t('pupils.hidden')}</span>}
        <span className={css.by}>{t('voice.by', { name: voice.askedBy.name, day: format.day(voice.askedOn) })}</span>
      </div>
      <Text className={css.words}>{voice.content ?? voice.missingReason}</Text>
      {voice.impact && (
        <Text mt={4} className={css.words}>
          {`${t('voice.impact')} ${t(`impact.${voice.impact}`)}. ${voice.impactText ?? ''}`}
        </Text>
      )}
      <Text size="sm" c="dimmed" mt={4}>
        {voice.fedBackOn ? t('voice.fedBack', { day: format.shortDay(voice.fedBackOn) }) : t('voice.notFedBack')}
      </Text>
      {found.allowedActions.includes('case.write-voice') && !following && (
        <Button size="compact-sm" variant="default" mt="xs" className="no-print" onClick={() => setFollowing(true)}>
          {t('voice.follow')}
        </Button>
      )}
      {following && <FollowVoiceForm found={found} voice={voice} onDone={() => setFollowing(false)} />}
    </article>
  );
}
