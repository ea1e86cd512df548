import { Button, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseOut, TriedMeasureOut } from '@/shared/api/generated';
import { listTriedMeasuresOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { useFormat } from '@/shared/lib/format';
import { QueryState } from '@/shared/ui/QueryState';
import css from '../cases.module.css';
import own from './measures.module.css';

const ChangeDialog = lazy(() => import('../ChangeDialog').then((part) => ({ default: part.ChangeDialog })));

/** What was done around pupils in the unit's other cases on the same themes, and in those that are linked (C18). */
export function TriedBefore({ found }: { found: CaseOut }) {
  const { t } = useTranslation('cases');
  const query = useQuery(listTriedMeasuresOptions({ path: { caseId: found.id } }));
  return (
    <section className={`${css.panel} ${own.tried}`} aria-labelledby="tried-before">
      <Title order={3} size="h4" id="tried-before">
        {t('tried.title')}
      </Title>
      {found.themes.length === 0 && <NoThemes found={found} />}
      <QueryState query={query}>
        {({ items }) => (
          <>
            {found.themes.length > 0 && (
              <Text c="dimmed" size="sm">
                {t('tried.lead')}
              </Text>
            )}
            {found.themes.length > 0 && items.length === 0 && <Text mt="xs">{t('tried.none')}</Text>}
            {items.map((item) => (
              <Tried key={item.id} item={item} />
            ))}
          </>
        )}
      </QueryState>
    </section>
  );
}

function NoThemes({ found }: { found: CaseOut }) {
  const { t } = useTranslation('cases');
  const [choosing, setChoosing] = useState(false);
  const may = found.allowedActions.includes('case.change');
  return (
    <>
      <Text>{t('tried.noThemes')}</Text>
      {may && (
        <Button size="sm" variant="default" mt="xs" onClick={() => setChoosing(true)}>
          {t('tried.choose')}
        </Button>
      )}
      <Suspense>{choosing && <ChangeDialog found={found} onClose={() => setChoosing(false)} />}</Suspense>
    </>
  );
}

function Tried({ item }: { item: TriedMeasureOut }) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  const about = [t(`scope.${item.scope}`), ...item.themes.map((one) => t(`theme.${one}`)), t(`measureState.${item.state}`)];
  return (
    <article className={own.triedItem}>
      <Text className={css.words} fw={650}>
        {item.description}
      </Text>
      <p className={own.facts}>
        <Link to="/arenden/$caseId" params={{ caseId: item.case.id }}>
          {t('tried.from', { number: item.case.number, type: item.caseType.label, day: format.shortDay(item.startOn) })}
        </Link>
      </p>
      <p className={own.facts}>{about.join(' · ')}</p>
      {item.effect && <Text>{t('tried.effect', { effect: t(`effect.${item.effect}`) })}</Text>}
      {item.whatHappened && <Text className={css.words}>{item.whatHappened}</Text>}
    </article>
  );
}
