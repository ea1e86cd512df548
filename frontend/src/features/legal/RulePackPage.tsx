import { Anchor, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { PackOut } from '@/shared/api/generated';
import { readRulePackOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { useFormat } from '@/shared/lib/format';
import { PageHeader } from '@/shared/ui/PageHeader';
import { QueryState } from '@/shared/ui/QueryState';
import { Changes } from './Changes';
import { LegalBases } from './LegalBases';
import css from './legal.module.css';
import { RulesNav, useBase } from './place';
import { Review } from './Review';
import { useSpan } from './RulePacksPage';
import { TypeSection } from './TypeSection';

/** One rule pack: who has read it, what changes with it, its times and gates, and what it rests on. */
export function RulePackPage() {
  const { t } = useTranslation('legal');
  const { packCode = '' } = useParams({ strict: false });
  const base = useBase();
  const query = useQuery(readRulePackOptions({ path: { packCode } }));
  return (
    <>
      <RulesNav />
      <QueryState query={query}>{(pack) => <Pack pack={pack} />}</QueryState>
      <Anchor component={Link} to={base} className="no-print">
        {t('pack.back')}
      </Anchor>
    </>
  );
}

function Pack({ pack }: { pack: PackOut }) {
  const { t } = useTranslation('legal');
  const span = useSpan();
  return (
    <Stack gap="lg" mb="lg">
      <PageHeader title={pack.label} lead={t('pack.lead', { span: span(pack), version: pack.edition })} />
      <Read pack={pack} />
      <Changes pack={pack} />
      <section aria-labelledby="types">
        <Title order={2} id="types" mb="xs">
          {t('types.title')}
        </Title>
        <div className={css.types}>
          {[pack.concern, ...pack.caseTypes].map((kind) => (
            <TypeSection key={kind.code} pack={pack} kind={kind} />
          ))}
        </div>
      </section>
      <LegalBases pack={pack} />
    </Stack>
  );
}

function Read({ pack }: { pack: PackOut }) {
  const { t } = useTranslation('legal');
  const { instant } = useFormat();
  const said = pack.verified;
  const mayReview = pack.allowedActions.includes('rule-pack.review');
  return (
    <section className={css.card} aria-labelledby="review">
      <Title order={2} id="review" size="h3" mb="xs">
        {t('pack.review')}
      </Title>
      <Text className={css.prose}>{said ? t('pack.readBy', { name: said.by, day: instant(said.at), note: said.reason }) : t('pack.unread')}</Text>
      <Text c="dimmed" className={css.prose}>
        {t('pack.source', { note: pack.sourceNote })}
      </Text>
      {mayReview && (
        <Group mt="sm" className="no-print">
          <Review pack={pack} kind="PACK" code={pack.code} verified={said !== null} label={t('pack.markRead')} title={t('pack.markTitle')} consequence={t('pack.markText')} />
        </Group>
      )}
    </section>
  );
}
