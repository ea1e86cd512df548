import { Button, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseOut, InvestigationOut } from '@/shared/api/generated';
import { listContributionsOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { QueryState } from '@/shared/ui/QueryState';
import css from '../cases.module.css';
import { AskForm } from './AskForm';
import { ContributionItem } from './ContributionItem';

/** What was asked in an investigation, of whom, and what they answered. */
export function Contributions({ found, one }: { found: CaseOut; one: InvestigationOut }) {
  const { t } = useTranslation('cases');
  const [asking, setAsking] = useState(false);
  const query = useQuery(listContributionsOptions({ path: { caseId: found.id } }));
  const may = one.allowedActions.includes('case.investigate');
  return (
    <section className={css.item} aria-label={t('question.title')}>
      <Title order={3} size="h4">
        {t('question.title')}
      </Title>
      <QueryState query={query}>
        {({ items }) => {
          const own = items.filter((item) => item.investigationId === one.id);
          return (
            <>
              {own.length === 0 && <Text c="dimmed">{t(may ? 'question.empty' : 'question.none')}</Text>}
              {own.map((item) => (
                <ContributionItem key={item.id} found={found} item={item} />
              ))}
            </>
          );
        }}
      </QueryState>
      {may && !asking && (
        <Button size="sm" variant="default" mt="sm" onClick={() => setAsking(true)}>
          {t('question.ask')}
        </Button>
      )}
      {asking && <AskForm found={found} one={one} onDone={() => setAsking(false)} />}
    </section>
  );
}
