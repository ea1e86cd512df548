import { Button, Group } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createConcernAssessment, type AssessmentIn, type ConcernOut } from '@/shared/api/generated';
import { usePageKeys } from '@/shared/lib/usePageKeys';
import { notifyDone } from '@/shared/ui/notify';
import { AnswerForm, JoinForm, OpenForm } from './AssessmentForms';
import css from './cases.module.css';

const ways = ['open', 'join', 'reply'] as const;
type Way = (typeof ways)[number];
const done = { open: 'triage.opened', join: 'triage.joined', reply: 'triage.replied' } as const;

interface Props {
  concern: ConcernOut;
  /** The concern as it is now, with the case it led to. */
  onDone: (assessed: ConcernOut) => void;
}

/** Open a case, join one, or answer: three buttons, also by the keys 1 to 3. */
export function Assessment({ concern, onDone }: Props) {
  const { t } = useTranslation('cases');
  const queryClient = useQueryClient();
  const [way, setWay] = useState<Way | null>(null);
  usePageKeys((event) => {
    const chosen = ways[Number(event.key) - 1];
    if (!chosen) return;
    event.preventDefault();
    setWay(chosen);
  });
  const assess = async (body: AssessmentIn) => {
    const { data } = await createConcernAssessment({ path: { concernId: concern.id }, body, throwOnError: true });
    if (way) notifyDone(t(done[way]));
    onDone(data);
    await queryClient.invalidateQueries();
  };
  return (
    <div className={css.panel} style={{ marginTop: 20 }}>
      <Group role="group" aria-label={t('triage.title')} mb={way === null ? 0 : 'md'}>
        {ways.map((one) => (
          <Button key={one} variant={way === one ? 'light' : 'default'} aria-pressed={way === one} onClick={() => setWay(one)}>
            {t(`triage.${one}`)}
          </Button>
        ))}
      </Group>
      {way === 'open' && <OpenForm concern={concern} onAssess={assess} />}
      {way === 'join' && <JoinForm onAssess={assess} />}
      {way === 'reply' && <AnswerForm onAssess={assess} />}
    </div>
  );
}
