import { Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ConcernOut } from '@/shared/api/generated';
import { useFormat } from '@/shared/lib/format';
import css from './cases.module.css';
import { ConcernState } from './ConcernState';
import { Pupils } from './Pupils';

/** Everything that a concern says, and what came of it. */
export function ConcernView({ concern }: { concern: ConcernOut }) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  return (
    <Stack gap="md" maw={720}>
      {concern.feltDegraded && <p className={css.urgent}>{t('concern.degraded')}</p>}
      <dl className={css.facts}>
        <dt>{t('concern.received')}</dt>
        <dd>{format.instant(concern.receivedAt)}</dd>
        <dt>{t('concern.reporter')}</dt>
        <dd>{concern.reporter?.name ?? t('concern.system')}</dd>
        <dt>{t('concern.about')}</dt>
        <dd>
          <Pupils students={concern.students} />
          {concern.group && <div>{concern.group.name}</div>}
          {concern.freeTextWho && <div className={css.words}>{concern.freeTextWho}</div>}
        </dd>
        <dt>{t('concern.state')}</dt>
        <dd>
          <ConcernState concern={concern} />
        </dd>
        {concern.state === 'NEW' && (
          <>
            <dt>{t('concern.clock')}</dt>
            <dd className={concern.overdueSchoolDays > 0 ? css.late : undefined}>
              {concern.overdueSchoolDays > 0 ? format.due(-concern.overdueSchoolDays, concern.assessBy) : t('concern.within', { day: format.shortDay(concern.assessBy) })}
            </dd>
          </>
        )}
      </dl>
      <Words title={t('concern.seen')} text={concern.whatWasSeen} />
      <Words title={t('concern.child')} text={concern.childSaid} />
      <Words title={t('concern.tried')} text={concern.triedBefore} />
      <Outcome concern={concern} />
    </Stack>
  );
}

function Words({ title, text }: { title: string; text: string | null }) {
  if (!text) return null;
  return (
    <section>
      <Title order={3}>{title}</Title>
      <Text className={css.words}>{text}</Text>
    </section>
  );
}

function Outcome({ concern }: { concern: ConcernOut }) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  if (concern.state === 'NEW') return null;
  return (
    <section className={css.panel}>
      <Title order={3}>{t('concern.answer')}</Title>
      {concern.answer && <Text>{t(`answer.${concern.answer}`)}</Text>}
      {concern.feedback && <Text className={css.words}>{concern.feedback}</Text>}
      {concern.cases.map((one) => (
        <div key={one.id}>
          <Link to="/arenden/$caseId" params={{ caseId: one.id }}>
            {one.number}
          </Link>
        </div>
      ))}
      {concern.assessedBy && concern.assessedAt && (
        <Text size="sm" c="dimmed">
          {t('concern.assessedBy', { name: concern.assessedBy.name, at: format.instant(concern.assessedAt) })}
        </Text>
      )}
    </section>
  );
}
