import { Button, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BestInterestOut, CaseOut } from '@/shared/api/generated';
import { listBestInterestAssessmentsOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { useFormat } from '@/shared/lib/format';
import { dayOf } from '@/shared/lib/times';
import { QueryState } from '@/shared/ui/QueryState';
import css from '../cases.module.css';

const BestInterestForm = lazy(() => import('./BestInterestForm').then((part) => ({ default: part.BestInterestForm })));

/** What is best for the child, weighed before the decision (1 kap. 10 §): the latest holds, earlier ones stay. */
export function BestInterests({ found, may }: { found: CaseOut; may: boolean }) {
  const { t } = useTranslation(['cases', 'common']);
  const [writing, setWriting] = useState(false);
  const query = useQuery(listBestInterestAssessmentsOptions({ path: { caseId: found.id } }));
  return (
    <section aria-labelledby="best-interests">
      <Title order={3} id="best-interests" mt="lg" mb="xs">
        {t('best.title')}
      </Title>
      <Text mb="sm">{t('best.text')}</Text>
      <QueryState query={query}>
        {({ items }) => (
          <>
            {items.length === 0 && !writing && <Text mb="sm">{t(may ? 'best.missing' : 'best.none')}</Text>}
            {items.map((one, place) => (
              <Weighed key={one.id} found={found} one={one} earlier={items.slice(0, place).some((before) => before.studentId === one.studentId)} />
            ))}
            {writing && (
              <Suspense fallback={<Text>{t('common:state.loading')}</Text>}>
                <BestInterestForm found={found} onDone={() => setWriting(false)} />
              </Suspense>
            )}
            {may && !writing && (
              <Button variant="default" size="sm" mt="xs" className="no-print" onClick={() => setWriting(true)}>
                {t(items.length > 0 ? 'best.again' : 'best.add')}
              </Button>
            )}
          </>
        )}
      </QueryState>
    </section>
  );
}

function Weighed({ found, one, earlier }: { found: CaseOut; one: BestInterestOut; earlier: boolean }) {
  const { t } = useTranslation(['cases', 'common']);
  const format = useFormat();
  const pupil = found.students.length > 1 ? found.students.find((student) => student.id === one.studentId)?.name : undefined;
  const head = t(earlier ? 'best.headEarlier' : 'best.head', { day: format.day(dayOf(one.assessedAt)), name: one.assessedBy.name });
  return (
    <article className={css.item}>
      <div className={css.noteHead}>
        <Text fw={650}>{pupil ? `${pupil}: ${head}` : head}</Text>
        <span className={css.by}>{`${one.confidentiality} ${t(`common:secrecy.${one.confidentiality}`)}`}</span>
      </div>
      <dl className={css.facts}>
        {one.interests.map((line) => (
          <Fact key={line.interest} name={t(`interest.${line.interest}`)} text={line.text} />
        ))}
        {one.voices.map((voice) => (
          <Fact key={voice.id} name={t('best.voice', { day: format.shortDay(voice.askedOn) })} text={voice.said} />
        ))}
        {one.alternatives && <Fact name={t('best.alternatives')} text={one.alternatives} />}
        <Fact name={t('best.weighedAgainst')} text={one.weighedAgainst} />
        <Fact name={t('best.conclusion')} text={one.conclusion} />
      </dl>
    </article>
  );
}

function Fact({ name, text }: { name: string; text: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className={css.words}>{text}</dd>
    </>
  );
}
