import { Alert, Button, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createAnswerLink, createContributionWithdrawal, type AnswerLinkOut, type CaseOut, type ContributionOut } from '@/shared/api/generated';
import { asProblem } from '@/shared/api/problem';
import { useFormat } from '@/shared/lib/format';
import { dayOf } from '@/shared/lib/times';
import { ConfirmAction } from '@/shared/ui/ConfirmAction';
import { StatusBadge } from '@/shared/ui/StatusBadge';
import css from '../cases.module.css';
import { useCaseWrite } from '../useCaseWrite';
import { EnterAnswerForm } from './EnterAnswerForm';
import { LinkGiven } from './LinkGiven';
import { SortForm } from './SortForm';
import { upTo } from '../upTo';

type Doing = 'enter' | 'sort';
const tones = { ASKED: 'waiting', ANSWERED: 'done', WITHDRAWN: 'closed' } as const;

/** One question to one person, and what is to be done with it. */
export function ContributionItem({ found, item }: { found: CaseOut; item: ContributionOut }) {
  const { t } = useTranslation('cases');
  const [doing, setDoing] = useState<Doing | null>(null);
  const act = useLinkAndWithdraw(found, item);
  const done = () => setDoing(null);
  return (
    <article className={css.entryLike}>
      <Head item={item} />
      <Text className={css.words}>{item.question}</Text>
      {item.answer && <Text className={`${css.words} ${css.answer}`}>{item.answer}</Text>}
      {item.linkLocked && item.state === 'ASKED' && <Text className={css.late}>{t('question.locked')}</Text>}
      {act.refusal && (
        <Alert role="alert" color="tegel" variant="outline" mt="xs">
          {act.refusal}
        </Alert>
      )}
      {act.given && <LinkGiven given={act.given} onClose={act.close} />}
      {doing === 'enter' && <EnterAnswerForm found={found} item={item} onDone={done} />}
      {doing === 'sort' && <SortForm found={found} item={item} onDone={done} />}
      {!act.given && doing === null && <Choices item={item} act={act} onDo={setDoing} />}
    </article>
  );
}

function Head({ item }: { item: ContributionOut }) {
  const { t } = useTranslation(['cases', 'common']);
  const format = useFormat();
  const day = (instant: string) => format.day(dayOf(instant));
  const meta = [t('question.askedBy', { name: item.requestedBy.name, day: day(item.requestedAt) })];
  if (item.answeredAt && item.channel) meta.push(`${day(item.answeredAt)} ${t(`answeredBy.${item.channel}`)}`);
  if (item.linkExpiresAt) meta.push(t('question.linkUntil', { day: day(item.linkExpiresAt) }));
  if (item.answer) meta.push(`${item.confidentiality} ${t(`common:secrecy.${item.confidentiality}`)}`);
  if (item.answer && !item.sortedAt) meta.push(t('question.unsorted'));
  return (
    <div className={css.noteHead}>
      <strong>{item.person?.name ?? item.recipient}</strong>
      <span>{t(`respondent.${item.role}`)}</span>
      <StatusBadge tone={tones[item.state]}>{t(`question.state.${item.state}`)}</StatusBadge>
      <span className={css.by}>{meta.join(' · ')}</span>
    </div>
  );
}

function Choices({ item, act, onDo }: { item: ContributionOut; act: ReturnType<typeof useLinkAndWithdraw>; onDo: (what: Doing) => void }) {
  const { t } = useTranslation('cases');
  const had = item.linkExpiresAt !== null || item.linkLocked;
  const choices = [
    { name: 'link', label: t(had ? 'question.newLink' : 'question.link'), run: act.link },
    { name: 'enter', label: t('question.enter'), run: () => onDo('enter') },
    { name: 'sort', label: t(item.sortedAt ? 'question.sortAgain' : 'question.sort'), run: () => onDo('sort') },
  ];
  return (
    <Group gap="xs" mt="xs" className="no-print">
      {choices
        .filter(({ name }) => item.allowedActions.includes(`contribution.${name}`))
        .map(({ name, label, run }) => (
          <Button key={name} size="compact-sm" variant="default" disabled={act.pending} onClick={run}>
            {label}
          </Button>
        ))}
      {item.allowedActions.includes('contribution.withdraw') && (
        <ConfirmAction
          label={t('question.withdraw')}
          of={item.person?.name ?? item.recipient ?? undefined}
          title={t('question.withdrawTitle')}
          consequence={t('question.withdrawText')}
          confirmLabel={t('question.withdraw')}
          onConfirm={act.withdraw}
          buttonProps={{ size: 'compact-sm', disabled: act.pending }}
        />
      )}
    </Group>
  );
}

function useLinkAndWithdraw(found: CaseOut, item: ContributionOut) {
  const changed = useCaseWrite(found.id);
  const [given, setGiven] = useState<AnswerLinkOut | null>(null);
  const path = { caseId: found.id, contributionId: item.id };
  const link = useMutation({
    mutationFn: () => createAnswerLink({ path, headers: upTo(item), throwOnError: true }),
    onSuccess: ({ data }) => {
      setGiven(data);
      void changed();
    },
  });
  /** Asked about before it is done: what it refuses is said there. */
  const withdraw = async () => {
    await createContributionWithdrawal({ path, headers: upTo(item), throwOnError: true });
    await changed();
  };
  return {
    given,
    refusal: link.error ? asProblem(link.error).detail : null,
    pending: link.isPending,
    link: () => link.mutate(),
    withdraw,
    /** The link is on the page until then, and nowhere after. */
    close: () => setGiven(null),
  };
}
